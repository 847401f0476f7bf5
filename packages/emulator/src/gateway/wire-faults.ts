import type { Logger } from "../logger.ts";

/** What clients did wrong on the wire. All of it is survived. */
export type WireFault =
  /** A text message; the protocol is binary. Ignored. */
  | "textFrame"
  /** Bytes that are no frame. Ignored. */
  | "undecodableFrame"
  /** A message above `maxReceivedFrameBytes`. Its connection is closed with 1009. */
  | "oversizedFrame"
  /** Another breach of RFC 6455. Its connection is closed by code. */
  | "protocolError"
  /** A frame that is neither a ping nor an answer. Ignored. */
  | "unknownFrame"
  /** An answer to a message this app was never sent, or which is forgotten. Ignored. */
  | "unmatchedAnswer"
  /** A client that does not read what it is sent. Its connection is cut. */
  | "unreadOutput";

const FAULTS = [
  "textFrame",
  "undecodableFrame",
  "oversizedFrame",
  "protocolError",
  "unknownFrame",
  "unmatchedAnswer",
  "unreadOutput",
] as const satisfies readonly WireFault[];

/** Counts the faults of one emulator. */
export class WireFaults {
  readonly #counts = new Map<WireFault, number>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  count(fault: WireFault, connectionId: string): void {
    this.#counts.set(fault, this.of(fault) + 1);
    this.#logger.debug("fault on the wire", { fault, connectionId });
  }

  of(fault: WireFault): number {
    return this.#counts.get(fault) ?? 0;
  }

  reset(): void {
    this.#counts.clear();
  }

  /** All counts, zeros included. */
  all(): Record<WireFault, number> {
    return Object.fromEntries(FAULTS.map((fault) => [fault, this.of(fault)])) as Record<WireFault, number>;
  }
}
