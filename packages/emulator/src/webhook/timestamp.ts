/**
 * How `X-Lark-Request-Timestamp` is written. No page says; it is only there to be signed.
 * - `unix_seconds`: `1752346850`, as captured on an event.
 * - `rfc850`: `Monday, 09-Nov-20 23:33:53 CST`, as a sample of the official Go SDK shows it on a legacy card callback.
 * - `go_string`: `2026-10-04 18:23:46.052290112 +0800 CST m=+3612.1`, as one project measured it on a card callback.
 */
export type TimestampFormat = "unix_seconds" | "rfc850" | "go_string";

export const TIMESTAMP_FORMATS: readonly TimestampFormat[] = ["unix_seconds", "rfc850", "go_string"];

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `atMs`, milliseconds since 1970, as the platform's clock in China writes it. */
export function formatTimestamp(format: TimestampFormat, atMs: number): string {
  if (format === "unix_seconds") return String(Math.floor(atMs / 1_000));
  const local = new Date(atMs + CHINA_OFFSET_MS);
  const [date = "", time = ""] = local.toISOString().replace("Z", "").split("T");
  if (format === "go_string") return `${date} ${time}000000 +0800 CST m=+1.000000001`;
  const [year = "", , day = ""] = date.split("-");
  const month = MONTHS[local.getUTCMonth()];
  return `${WEEKDAYS[local.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time.slice(0, 8)} CST`;
}
