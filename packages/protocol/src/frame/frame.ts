/** One key and value of a frame. Keys may repeat; order is kept. */
export interface FrameHeader {
  readonly key: string;
  readonly value: string;
}

/**
 * One message of the long connection: the proto2 message `pbbp2.Frame`. A WebSocket message holds exactly one.
 *
 * Source: field numbers and types as decoded from the descriptors inside three official SDKs (identical in all).
 */
export interface Frame {
  /** Field 1, `SeqID`, uint64. All 64 bits count: never a JavaScript number. */
  readonly seqId: bigint;
  /** Field 2, `LogID`, uint64. All 64 bits count. */
  readonly logId: bigint;
  /** Field 3, `service`, int32: the `service_id` of the connection's URL. */
  readonly service: number;
  /** Field 4, `method`, int32: see {@link FRAME_METHOD}. */
  readonly method: number;
  /** Field 5, `headers`. */
  readonly headers: readonly FrameHeader[];
  /** Field 6. No known peer acts on it; it is echoed. */
  readonly payloadEncoding?: string | undefined;
  /** Field 7. No known peer acts on it; it is echoed. */
  readonly payloadType?: string | undefined;
  /** Field 8. Often a view into the message it was decoded from: copy it to keep it. */
  readonly payload?: Uint8Array | undefined;
  /** Field 9, `LogIDNew`. Echoed, otherwise unused. */
  readonly logIdNew?: string | undefined;
}

/** The values of a frame's `method`. */
export const FRAME_METHOD = { control: 0, data: 1 } as const;

/** The header keys the platform uses. */
export const FRAME_HEADER = {
  /** `event`, `card`, `ping` or `pong`: see {@link FRAME_TYPE}. */
  type: "type",
  /** Id of a push; the same for all parts of a split message. */
  messageId: "message_id",
  /** Number of parts of a split message, 1 when it is whole. */
  sum: "sum",
  /** Number of this part, from 0. */
  seq: "seq",
  /** For logs on both sides. */
  traceId: "trace_id",
  /** Time of the message in milliseconds. */
  timestamp: "timestamp",
  /** Where inside the platform the answer has to return to: echo it. */
  instanceId: "instance_id",
  /** Added to an answer by the client: milliseconds the handler took. */
  bizRt: "biz_rt",
} as const;

/** The values of the `type` header. */
export const FRAME_TYPE = { event: "event", card: "card", ping: "ping", pong: "pong" } as const;

/** The value of the first header named `key`, as the majority of official clients read it. */
export function frameHeader(frame: Frame, key: string): string | undefined {
  for (const header of frame.headers) if (header.key === key) return header.value;
  return undefined;
}
