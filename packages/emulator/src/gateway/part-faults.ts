import { encodeFrame, type Frame } from "@larkwire/protocol";
import type { FaultOf } from "../faults/fault.ts";
import type { Random } from "../random.ts";

/** A WebSocket message: binary, or text where none belongs. */
export type WireMessage = Uint8Array | string;

const encoder = new TextEncoder();

/** The parts in another order. */
export function reorder<T>(parts: readonly T[], { order }: FaultOf<"reorder_parts">, random: Random): T[] {
  if (order !== "shuffle") return [...parts].reverse();
  const left = [...parts];
  return parts.flatMap(() => left.splice(random.below(left.length), 1));
}

/** The parts, one of them or all twice. */
export function duplicate<T>(parts: readonly T[], { part }: FaultOf<"duplicate_part">): T[] {
  return parts.flatMap((one, at) => (part === undefined || part === at ? [one, one] : [one]));
}

/** The frame with a payload that is cut within its JSON. */
export function withBrokenPayload(frame: Frame): Frame {
  const payload = frame.payload ?? new Uint8Array(0);
  return { ...frame, payload: payload.subarray(0, Math.max(0, payload.length - 1)) };
}

/** What is sent in place of a frame, so that it cannot be read. */
export function corrupt(frame: Frame, how: FaultOf<"corrupt_frame">["how"], random: Random): WireMessage {
  const bytes = encodeFrame(frame);
  // The payload is the last field, so it is shorter than it says.
  if (how === "truncated") return bytes.subarray(0, bytes.length - 1 - ((frame.payload?.length ?? 0) >>> 1));
  if (how === "empty") return new Uint8Array(0);
  if (how === "text") return new TextDecoder().decode(bytes);
  // A field of a wire type that does not exist comes first, so that chance cannot make a frame of it.
  return Uint8Array.of(0x07, ...encoder.encode(random.alphanumeric(Math.min(bytes.length, 1_024))));
}
