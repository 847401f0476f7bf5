import { ArgumentError } from "./errors.ts";

/**
 * Why `given` cannot be taken, when it is no object or has a member that is not known, for example a misspelt one; else
 * `undefined`.
 *
 * @param what what a member is, such as "option"
 */
export function unknownName(given: unknown, known: readonly string[], what: string): string | undefined {
  if (typeof given !== "object" || given === null) {
    const shown = typeof given === "string" ? JSON.stringify(given) : String(given);
    return `In place of an object, ${shown} was given. Each ${what} is a member of it: ${known.join(", ")}.`;
  }
  const name = Object.keys(given).find((key) => !known.includes(key));
  if (name === undefined) return undefined;
  return `"${name}" is no ${what}, so it would be without effect. Known are: ${known.join(", ")}.`;
}

/** @throws ArgumentError `bad_argument` for a member that is not known; the same for options is `refuseUnknownNames` */
export function refuseUnknownArguments(given: object, known: readonly string[], what: string): void {
  const fault = unknownName(given, known, what);
  if (fault !== undefined) throw new ArgumentError("bad_argument", fault);
}
