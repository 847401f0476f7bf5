import type { Envelope } from "@larkwire/protocol";

/**
 * When the event came to be, milliseconds since 1970; nothing when it does not say. Of a message the moment at which it
 * was written counts as well, because reports differ on which of the two a repeated delivery keeps: the older one.
 */
export function createdAt({ type, data }: Envelope): number | undefined {
  const { event, header, ts } = data as WireBody;
  const stamps = [header?.create_time, ts, type === "im.message.receive_v1" ? event?.message?.create_time : undefined];
  const known = stamps.map(timeOf).filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** What is read of a body, none of it checked. */
interface WireBody {
  header?: { create_time?: unknown };
  ts?: unknown;
  event?: { message?: { create_time?: unknown } | null } | null;
}

/**
 * The platform's stamps come in seconds (with a fraction), milliseconds, microseconds and nanoseconds, and nothing but
 * their length says which: the units are so far apart that no date between 1973 and 5138 can be mistaken.
 */
function timeOf(stamp: unknown): number | undefined {
  if (typeof stamp !== "string" || !/^\d{1,20}(?:\.\d{1,9})?$/.test(stamp)) return undefined;
  const value = Number(stamp);
  if (value === 0) return undefined;
  if (value < 1e11) return value * 1e3;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1e3 : value / 1e6;
}
