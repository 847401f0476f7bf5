import type { Envelope } from "@larkwire/protocol";
import type { Log } from "../../logger.ts";
import type { DispatchPolicy } from "../dispatcher-options.ts";
import type { MessageContext } from "../handler-context.ts";

/** A message that is being handled, as those see it who speak about it. */
export interface HandledMessage {
  readonly envelope: Envelope;
  /** On the clock's monotonic scale. */
  readonly receivedAtMs: number;
  readonly isCallback: boolean;
  readonly context: MessageContext;
  readonly policy: DispatchPolicy;
  readonly log: Log;
  /** What the person got as the answer, for the log. */
  readonly seen: string;
  /** The handler has been running for so long that nobody reckons with its end. */
  onForgotten(): void;
}
