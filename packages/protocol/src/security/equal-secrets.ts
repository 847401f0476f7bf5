import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two signatures or tokens are equal. The time it takes tells nothing about where, or in length, they differ. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
