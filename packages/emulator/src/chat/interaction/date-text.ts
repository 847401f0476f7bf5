import { ArgumentError } from "../../errors.ts";

/** The kinds of moments a person can pick. */
export type Moment = "date" | "time" | "datetime";

/** How each is written without its offset. */
const FORMATS: Readonly<Record<Moment, { readonly pattern: RegExp; readonly example: string }>> = {
  date: { pattern: /^\d{4}-\d{2}-\d{2}$/, example: "2025-06-10" },
  time: { pattern: /^\d{2}:\d{2}$/, example: "05:05" },
  datetime: { pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, example: "2025-06-10 19:19" },
};

const OFFSET = / [+-]\d{4}$/;
const MINUTE_MS = 60_000;

/**
 * A moment as the platform sends it: followed by a blank and the offset of the person's time zone at that moment, as in
 * `2025-06-10 +0800`. One that has an offset already is taken as it is.
 *
 * @param now for a time, which is one of today
 * @throws EmulatorError `bad_argument` for what a picker would not give
 */
export function withOffset(value: string, moment: Moment, timezone: string, now: number): string {
  const bare = value.replace(OFFSET, "");
  const { pattern, example } = FORMATS[moment];
  if (!pattern.test(bare) || Number.isNaN(instantOf(bare, moment, now))) {
    throw new ArgumentError("bad_argument", `"${value}" is no ${moment}. Write it as "${example}".`);
  }
  return bare === value ? `${bare} ${offsetAt(instantOf(bare, moment, now), timezone)}` : value;
}

/** The moment as if it were meant in UTC; NaN when there is no such day or hour. */
function instantOf(bare: string, moment: Moment, now: number): number {
  const day = new Date(now).toISOString().slice(0, 10);
  const text = { date: `${bare}T00:00`, time: `${day}T${bare}`, datetime: bare.replace(" ", "T") }[moment];
  const instant = Date.parse(`${text}:00Z`);
  // "2025-02-30" is read as 2 March by some engines.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text) ? instant : Number.NaN;
}

/** The offset in force when clocks in `timezone` show what UTC shows at `utc`: `+0800`. */
function offsetAt(utc: number, timezone: string): string {
  const guess = offsetMinutes(utc, timezone);
  const minutes = offsetMinutes(utc - guess * MINUTE_MS, timezone);
  const sign = minutes < 0 ? "-" : "+";
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${sign}${digits(Math.abs(minutes) / 60)}${digits(Math.abs(minutes) % 60)}`;
}

function offsetMinutes(instant: number, timezone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" });
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -total : total;
}
