import type { ReassemblyLimits } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { DeadlineWatch } from "../dispatch/deadline-watch.ts";
import type { Log } from "../logger.ts";
import type { CardFrameNotice } from "./card-frame-notice.ts";
import type { HandlerSlots } from "./handler-slots.ts";
import type { Statistics } from "./statistics.ts";
import type { Dispatcher } from "./ws-client-options.ts";

/** What the sessions of a client keep to. All but the platform's deadline are settings: see `WSClientLimits`. */
export interface ResolvedLimits {
  readonly answerDeadlineMs: number;
  readonly pongTimeoutMs: number;
  readonly maxUnsentBytes: number;
  readonly reassembly: ReassemblyLimits;
}

/** What the sessions of one client share. */
export interface ClientParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatcher: Dispatcher;
  readonly slots: HandlerSlots;
  readonly deadlines: DeadlineWatch;
  readonly limits: ResolvedLimits;
  readonly statistics: Statistics;
  readonly cardFrameNotice: CardFrameNotice;
}
