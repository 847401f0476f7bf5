/** Round by round, so that a machine that is busy for a while weighs on both sides of a ratio. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((cost, round) => cost / (theirs[round] ?? Number.NaN));
}
