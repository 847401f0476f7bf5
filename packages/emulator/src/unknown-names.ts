/**
 * Why `given` cannot be taken, when it is no object or has a member that is not known, for example a misspelt one; else
 * `undefined`. Its type may lie: it often comes from JSON.
 *
 * @param what what a member is, such as "option"
 */
export function unknownName(given: object, known: readonly string[], what: string): string | undefined {
  if (typeof given !== "object" || given === null) {
    return `An object is needed, and this is none: no ${what} can be read from it. Known are: ${known.join(", ")}.`;
  }
  const name = Object.keys(given).find((key) => !known.includes(key));
  if (name === undefined) return undefined;
  return `"${name}" is no ${what}, so it would be without effect. Known are: ${known.join(", ")}.`;
}
