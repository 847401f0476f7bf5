/** Prints a ratio beside its limit and says by how much a limit is missed. */
export function verdict(name: string, ratio: number, limit: number): void {
  const result = ratio <= limit ? "met" : `MISSED by ${(ratio - limit).toFixed(2)}`;
  console.log(`  ${name.padEnd(24)} ${ratio.toFixed(2)}  (at most ${limit}: ${result})`);
}
