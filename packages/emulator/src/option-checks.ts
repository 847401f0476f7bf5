import { ConfigurationError } from "./errors.ts";
import { unknownName } from "./unknown-names.ts";

/** @throws ConfigurationError for a member that is not known, for example a misspelt one */
export function refuseUnknownNames(given: object, known: readonly string[], what: string): void {
  const fault = unknownName(given, known, what);
  if (fault !== undefined) throw new ConfigurationError(fault);
}

/** @throws ConfigurationError unless `value` is a whole number within the limits */
export function wholeNumber(name: string, value: unknown, min: number, max: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw wrong(name, value, `a whole number from ${min} to ${max}`);
}

/** @throws ConfigurationError unless `value` has every method */
export function methods<T extends object>(name: string, value: T, names: readonly (keyof T & string)[]): T {
  const missing = names.find((method) => typeof value?.[method] !== "function");
  if (missing === undefined) return value;
  throw wrong(name, typeof value, `an object with the methods ${names.join(", ")}; ${missing} is missing`);
}

/** What to throw for an option that has to be something else. */
export function wrong(name: string, value: unknown, expected: string): ConfigurationError {
  const given = typeof value === "string" ? `"${value}"` : String(value);
  return new ConfigurationError(`The option ${name} is ${given}, but has to be ${expected}.`);
}
