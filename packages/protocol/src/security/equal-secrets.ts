import { timingSafeEqual } from "node:crypto";

/**
 * Whether `given`, from the wire, is the secret or signature that is expected. The time it takes tells nothing about
 * where they differ; at most it tells their lengths.
 */
export function equalSecrets(expected: string, given: string): boolean {
  const wanted = Buffer.from(expected, "utf8");
  const got = Buffer.from(given, "utf8");
  const isSameLength = got.length === wanted.length;
  return timingSafeEqual(wanted, isSameLength ? got : wanted) && isSameLength;
}
