/**
 * Why `given` cannot be taken, when it has a member that is not known, for example a misspelt one; else `undefined`.
 *
 * @param what what a member is, such as "option"
 */
export function unknownName(given: object, known: readonly string[], what: string): string | undefined {
  const name = Object.keys(given).find((key) => !known.includes(key));
  if (name === undefined) return undefined;
  return `"${name}" is no ${what}, so it would be without effect. Known are: ${known.join(", ")}.`;
}
