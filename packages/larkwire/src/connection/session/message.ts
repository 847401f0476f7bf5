import { type Envelope, FRAME_HEADER, type Frame, frameHeader } from "@larkwire/protocol";

/** A frame, and the bytes it was decoded from, which its answer is made of. */
export interface ReceivedFrame {
  readonly frame: Frame;
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The same moment on the clock's monotonic scale. */
  readonly receivedAtMs: number;
}

/** Which message, in the platform's own ids: what its log and ours have in common. */
export interface MessageRef {
  /** Such as `card.action.trigger`; empty when the body could not be read. */
  readonly eventType: string;
  /** `header.event_id` or `uuid`; empty when there is none. */
  readonly eventId: string;
  /** Header `message_id` of its frames; empty when there is none. */
  readonly messageId: string;
  /** Header `trace_id` of its frames; empty when there is none. */
  readonly traceId: string;
  /** The connection on which it came. */
  readonly connectionId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** A whole message with a readable body. */
export interface Message {
  /** The frame that completed it: the one to answer. */
  readonly request: ReceivedFrame;
  readonly payload: Uint8Array;
  readonly envelope: Envelope;
  readonly ref: MessageRef;
}

/** @param envelope absent when the body could not be read */
export function messageRef(
  { frame, receivedAt }: ReceivedFrame,
  connectionId: string,
  envelope?: Envelope,
): MessageRef {
  return {
    eventType: envelope?.type ?? "",
    eventId: envelope?.id ?? "",
    messageId: frameHeader(frame, FRAME_HEADER.messageId) ?? "",
    traceId: frameHeader(frame, FRAME_HEADER.traceId) ?? "",
    connectionId,
    receivedAt,
  };
}

const LOGGED_HEADERS = [
  FRAME_HEADER.type,
  FRAME_HEADER.messageId,
  FRAME_HEADER.traceId,
  FRAME_HEADER.sum,
  FRAME_HEADER.seq,
] as const;

/** What may be said of a frame in a log: ids and sizes, never its payload. */
export function describeFrame({ frame, bytes }: ReceivedFrame): Record<string, unknown> {
  const fields: Record<string, unknown> = { method: frame.method, bytes: bytes.length };
  for (const key of LOGGED_HEADERS) fields[key] = frameHeader(frame, key);
  return fields;
}
