import { FRAME_HEADER, type Frame, frameHeader } from "./frame.ts";

/** Bounds of {@link Reassembler}. All are per connection. */
export interface ReassemblyLimits {
  /** Parts of one message. Default 1,024. */
  readonly maxParts: number;
  /** Bytes of one message. Default 16 MiB. */
  readonly maxMessageBytes: number;
  /** Messages that may be incomplete at the same time. Default 64. */
  readonly maxPartials: number;
  /** Bytes that all incomplete messages may hold together. Default 32 MiB. */
  readonly maxPartialBytes: number;
  /** Age, from its first part, at which an incomplete message is given up. Default 30,000. */
  readonly maxAgeMs: number;
}

export const DEFAULT_REASSEMBLY_LIMITS: ReassemblyLimits = {
  maxParts: 1_024,
  maxMessageBytes: 16 * 1024 * 1024,
  maxPartials: 64,
  maxPartialBytes: 32 * 1024 * 1024,
  maxAgeMs: 30_000,
};

/** Why a part was refused. The message it belongs to is given up with it, except for `bad_message_id`. */
export type PartFault =
  /** `sum` or `seq` is not a whole number, or `seq` lies outside 0 to `sum` - 1. */
  | "bad_part_number"
  /** No `message_id`, or one of more than 256 characters; the platform's have about 40. */
  | "bad_message_id"
  /** `sum` differs from that of an earlier part. */
  | "sum_changed"
  | "too_many_parts"
  | "message_too_large";

/** An incomplete message that was given up, for the log. */
export interface AbandonedMessage {
  readonly messageId: string;
  readonly cause: "expired" | "evicted";
  readonly receivedParts: number;
  readonly sum: number;
}

/** What became of a part. The payload is a view of the frame's when the message came in one frame, else a copy. */
export type PartResult =
  | { readonly status: "complete"; readonly payload: Uint8Array }
  | { readonly status: "pending" }
  | { readonly status: "refused"; readonly fault: PartFault };

interface PartialMessage {
  readonly sum: number;
  readonly firstAtMs: number;
  readonly parts: Map<number, Uint8Array>;
  bytes: number;
}

/** An incomplete message keeps its id, so that an id has to be bounded, too. */
const MAX_MESSAGE_ID_LENGTH = 256;

const EMPTY = new Uint8Array(0);

/**
 * Puts split messages together. Parts may come in any order and may repeat; a message is forgotten as soon as it is
 * complete, and what is kept is bounded by {@link ReassemblyLimits}. When there are too many incomplete messages, the
 * oldest is given up. Work and memory are linear in the payload's size.
 */
export class Reassembler {
  readonly #limits: ReassemblyLimits;
  readonly #onAbandoned: (message: AbandonedMessage) => void;
  /** In order of their first part, so that the oldest comes first. */
  readonly #partials = new Map<string, PartialMessage>();
  #bytes = 0;

  constructor(limits: ReassemblyLimits, onAbandoned: (message: AbandonedMessage) => void) {
    this.#limits = limits;
    this.#onAbandoned = onAbandoned;
  }

  /** Bytes held for incomplete messages. */
  get heldBytes(): number {
    return this.#bytes;
  }

  /** Takes a data frame. `nowMs` is any clock that never goes back. */
  push(frame: Frame, nowMs: number): PartResult {
    const payload = frame.payload ?? EMPTY;
    const sumText = frameHeader(frame, FRAME_HEADER.sum);
    if (sumText === undefined || sumText === "1") return { status: "complete", payload };
    const sum = wholeNumber(sumText);
    const seq = wholeNumber(frameHeader(frame, FRAME_HEADER.seq) ?? "");
    const messageId = frameHeader(frame, FRAME_HEADER.messageId) ?? "";
    if (messageId === "" || messageId.length > MAX_MESSAGE_ID_LENGTH) {
      return { status: "refused", fault: "bad_message_id" };
    }
    if (sum === undefined || seq === undefined || seq >= sum) return this.#refuse(messageId, "bad_part_number");
    if (sum > this.#limits.maxParts) return this.#refuse(messageId, "too_many_parts");
    this.sweep(nowMs);
    return this.#store(messageId, sum, seq, payload, nowMs);
  }

  /** Gives up messages that are too old. {@link push} does it as well; call this now and then on a quiet connection. */
  sweep(nowMs: number): void {
    for (const [messageId, partial] of this.#partials) {
      if (nowMs - partial.firstAtMs < this.#limits.maxAgeMs) return;
      this.#abandon(messageId, partial, "expired");
    }
  }

  /** Gives up everything, when the connection is over. */
  clear(): void {
    this.#partials.clear();
    this.#bytes = 0;
  }

  #store(messageId: string, sum: number, seq: number, payload: Uint8Array, nowMs: number): PartResult {
    const partial = this.#partials.get(messageId) ?? this.#begin(messageId, sum, nowMs);
    if (partial.sum !== sum) return this.#refuse(messageId, "sum_changed");
    if (!partial.parts.has(seq)) {
      if (partial.bytes + payload.length > this.#limits.maxMessageBytes) {
        return this.#refuse(messageId, "message_too_large");
      }
      // A copy, even of a Buffer, whose slice() is a view: it would keep alive all that the socket read at once.
      partial.parts.set(seq, new Uint8Array(payload));
      partial.bytes += payload.length;
      this.#bytes += payload.length;
    }
    if (partial.parts.size === sum) return { status: "complete", payload: this.#finish(messageId, partial) };
    this.#makeRoom(messageId);
    return { status: "pending" };
  }

  #begin(messageId: string, sum: number, nowMs: number): PartialMessage {
    const partial: PartialMessage = { sum, firstAtMs: nowMs, parts: new Map(), bytes: 0 };
    this.#partials.set(messageId, partial);
    return partial;
  }

  #finish(messageId: string, partial: PartialMessage): Uint8Array {
    this.#forget(messageId, partial);
    const payload = new Uint8Array(partial.bytes);
    let at = 0;
    for (let seq = 0; seq < partial.sum; seq++) {
      const part = partial.parts.get(seq) ?? EMPTY;
      payload.set(part, at);
      at += part.length;
    }
    return payload;
  }

  #makeRoom(keepId: string): void {
    for (const [messageId, partial] of this.#partials) {
      const full = this.#partials.size > this.#limits.maxPartials || this.#bytes > this.#limits.maxPartialBytes;
      if (!full) return;
      if (messageId !== keepId) this.#abandon(messageId, partial, "evicted");
    }
  }

  #refuse(messageId: string, fault: PartFault): PartResult {
    const partial = this.#partials.get(messageId);
    if (partial !== undefined) this.#forget(messageId, partial);
    return { status: "refused", fault };
  }

  #abandon(messageId: string, partial: PartialMessage, cause: AbandonedMessage["cause"]): void {
    this.#forget(messageId, partial);
    this.#onAbandoned({ messageId, cause, receivedParts: partial.parts.size, sum: partial.sum });
  }

  #forget(messageId: string, partial: PartialMessage): void {
    this.#partials.delete(messageId);
    this.#bytes -= partial.bytes;
  }
}

/** Decimal digits only, so that "1e9", "0x10", "-1" and "" are no numbers. */
function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
