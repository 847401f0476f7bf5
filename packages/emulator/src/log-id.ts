import type { Random } from "./random.ts";

/** The platform's log ids: the time as 14 digits, then 20 hexadecimal digits. */
export function logId(nowMs: number, random: Random): string {
  const time = new Date(nowMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return `${time}${random.hex(20).toUpperCase()}`;
}
