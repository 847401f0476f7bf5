import type { ReassemblyLimits } from "@larkwire/protocol";
import type { AnsweringParts } from "../dispatch/answering-parts.ts";
import type { Log } from "../logger.ts";
import type { HandlerSlots } from "./handler-slots.ts";
import type { ClientMonitor } from "./monitor/client-monitor.ts";
import type { Statistics } from "./monitor/statistics.ts";
import type { CardFrameNotice } from "./session/card-frame-notice.ts";

/** What the sessions of a client keep to: see `WSClientLimits`. */
export interface ResolvedLimits {
  readonly pongTimeoutMs: number;
  readonly maxUnsentBytes: number;
  readonly reassembly: ReassemblyLimits;
}

/** What the sessions of one client share. */
export interface ClientParts extends AnsweringParts {
  readonly log: Log;
  readonly slots: HandlerSlots;
  readonly limits: ResolvedLimits;
  readonly monitor: ClientMonitor;
  /** Those of the monitor. */
  readonly statistics: Statistics;
  readonly cardFrameNotice: CardFrameNotice;
}
