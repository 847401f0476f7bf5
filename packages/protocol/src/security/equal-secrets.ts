import { timingSafeEqual } from "node:crypto";

/**
 * Whether `given`, from the wire, is the secret or signature that is expected. The time it takes tells nothing about
 * where they differ.
 */
export function equalSecrets(expected: string, given: string): boolean {
  const wanted = Buffer.from(expected, "utf8");
  // As long as the expected one, whatever came: cut, or filled up with zeros.
  const fitted = Buffer.alloc(wanted.length);
  fitted.write(given, "utf8");
  const isSameText = timingSafeEqual(wanted, fitted);
  return Buffer.byteLength(given, "utf8") === wanted.length && isSameText;
}
