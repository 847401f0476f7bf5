/** `CST` in a header is China's time: the platform's own zone. */
const ZONE_OFFSETS: Readonly<Record<string, string>> = { CST: "+08:00", UTC: "+00:00", GMT: "+00:00" };

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * `X-Lark-Request-Timestamp` in milliseconds since 1970; NaN for what is no time. No page says how it is written:
 * - seconds or milliseconds since 1970, as captured on events;
 * - `Monday, 09-Nov-20 23:33:53 CST`, as a sample of the official Go SDK shows it on a legacy card callback;
 * - `2026-10-04 18:23:46.052290112 +0800 CST m=+3612.1`, as one project saw it on a card callback.
 */
export function readTimestamp(text: string): number {
  if (/^\d{10}$/.test(text)) return Number(text) * 1_000;
  if (/^\d{13}$/.test(text)) return Number(text);
  return readRfc850(text) ?? readGoString(text) ?? Number.NaN;
}

function readRfc850(text: string): number | undefined {
  const [, day, monthName = "", year, time, zone = ""] =
    /^[A-Z][a-z]+, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2}) ([A-Z]{3})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(monthName) + 1;
  const offset = ZONE_OFFSETS[zone];
  if (month === 0 || offset === undefined) return undefined;
  return Date.parse(`20${year}-${String(month).padStart(2, "0")}-${day}T${time}${offset}`);
}

function readGoString(text: string): number | undefined {
  const [, date, time, hours, minutes] =
    /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d{1,9})? ([+-]\d{2})(\d{2})(?: .{0,60})?$/.exec(text) ?? [];
  return date === undefined ? undefined : Date.parse(`${date}T${time}${hours}:${minutes}`);
}
