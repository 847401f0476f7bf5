import type { Ack } from "@larkwire/protocol";
import type { MessageFacts } from "../handler-context.ts";

/** An envelope with what its transport knows about it. */
export interface IncomingEnvelope extends MessageFacts {
  /** {@link MessageFacts.receivedAt} on the clock's monotonic scale. */
  readonly receivedAtMs: number;
}

/** The answer to one envelope. */
export interface Answer {
  readonly ack: Ack;
  /** Milliseconds between the start of the handler and its answer. */
  readonly durationMs: number;
  /** Whether the platform's deadline has passed. */
  readonly isLate: boolean;
  /**
   * Set when so much runs on in the background that this message's handler has to keep its place among the running ones:
   * until this settles.
   */
  readonly occupied: Promise<void> | undefined;
  /** Whether something waits to hear {@link left} or {@link lost} at the right moment; otherwise any moment will do. */
  readonly isFollowed: boolean;
  /** For the transport: the network has taken the answer's bytes. Later updates of the card wait for it. */
  left(): void;
  /** For the transport, instead of {@link left}: the answer cannot leave, because its connection was cut. */
  lost(): void;
}
