import type { Frame } from "../../src/index.ts";

/** One part of a split message as a data frame; `undefined` leaves a header out. */
export function partFrame(
  messageId: string | undefined,
  sum: number | string | undefined,
  seq: number | string | undefined,
  payload?: Uint8Array | string,
): Frame {
  const headers = Object.entries({ type: "event", message_id: messageId, sum, seq }).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: String(value) }],
  );
  const bytes = typeof payload === "string" ? new Uint8Array(Buffer.from(payload)) : payload;
  return { seqId: 1n, logId: 2n, service: 3, method: 1, headers, payload: bytes };
}
