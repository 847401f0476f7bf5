import { ConfigError } from "./errors.ts";

export function invalidOption(message: string): ConfigError {
  return new ConfigError("invalid_option", message);
}

/** @throws ConfigError `invalid_option` when `given` is no object or has a member that `known` has not */
export function refuseUnknown(what: string, given: object, known: object): void {
  if (typeof given !== "object" || given === null) throw invalidOption(`${what} has to be an object of options.`);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw invalidOption(`${what} has no option "${unknown}". There are: ${Object.keys(known).join(", ")}.`);
}

/** @throws ConfigError `invalid_option` when there is a value and it is no function */
export function checkFunction<T>(name: string, value: T): T {
  if (value === undefined || typeof value === "function") return value;
  throw invalidOption(`${name} has to be a function.`);
}

/** @throws ConfigError `invalid_option` when there is a value and it is not in the range */
export function wholeNumber(
  name: string,
  value: unknown,
  fallback: number,
  range: { readonly min: number; readonly max: number },
): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw invalidOption(`${name} has to be a whole number from ${range.min} to ${range.max}.`);
}
