import { ACK_CODE } from "@larkwire/protocol";
import type { Clock } from "../../clock.ts";
import type { ConnectionError } from "../../errors.ts";
import { Listeners } from "../../listeners.ts";
import type { Log } from "../../logger.ts";
import { Histogram } from "../../observability/histogram.ts";
import type { ClientState } from "../client-state.ts";
import type { MessageRef } from "../session/message.ts";
import { Diagnostics } from "./diagnostics.ts";
import { type Gap, GapTracker } from "./gap-tracker.ts";
import type { LostAnswer, LostAnswerReason } from "./lost-answer.ts";
import { newStatistics, type Statistics } from "./statistics.ts";

/** Upper bounds, milliseconds: close together where the platform's 3 seconds end. */
const LATENCY_BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 5_000, 10_000];

/** Ids of lost answers that one log line names. */
const MAX_LOGGED_IDS = 20;

const LOST_BECAUSE: Record<Exclude<LostAnswerReason, "not_confirmed">, string> = {
  connection_ended: "an answer is lost: its connection ended before the handler did",
  not_begun: "a message was not handled: it still waited for a handler when its connection ended",
};

/** An answer that was handed to the network. */
export interface SentAnswer {
  readonly code: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly latencyMs: number;
}

/** What happens to one client comes together here: counts, listeners, diagnostics, and the log where it matters. */
export class ClientMonitor {
  readonly statistics: Statistics = newStatistics();
  readonly latency: Histogram = new Histogram(LATENCY_BOUNDS_MS);
  readonly gaps: GapTracker;
  readonly gapListeners: Listeners<[Gap]>;
  readonly lostAnswerListeners: Listeners<[LostAnswer]>;
  readonly #log: Log;
  readonly #diagnostics: Diagnostics;

  constructor(appId: string, clock: Clock, log: Log) {
    this.gaps = new GapTracker(clock);
    this.gapListeners = new Listeners("onGap()", log);
    this.lostAnswerListeners = new Listeners("onAnswerLost()", log);
    this.#log = log;
    this.#diagnostics = new Diagnostics(appId);
  }

  stateChanged(state: ClientState, old: ClientState): void {
    this.#diagnostics.publish("client.state", () => ({ state, old }));
  }

  connectionOpened(connectionId: string): void {
    this.statistics.connectionsOpened += 1;
    this.#log.info("connected", { connectionId });
    this.#diagnostics.publish("connection.opened", () => ({ connectionId }));
    const gap = this.gaps.opened();
    if (gap === undefined) return;
    const [from, to] = [gap.from, gap.to].map((time) => new Date(time).toISOString());
    this.#log.info("there was no connection for a while; callbacks of that time are lost", { ...gap, from, to });
    this.#diagnostics.publish("gap", () => gap);
    this.gapListeners.tell(gap);
  }

  connectionDoubted(connectionId: string): void {
    this.#log.debug("a ping had no echo in time; one more is sent", { connectionId });
    this.#diagnostics.publish("connection.doubted", () => ({ connectionId }));
  }

  /** @param openConnections those that are left */
  connectionLost(connectionId: string, error: ConnectionError, lastFrameAt: number, openConnections: number): void {
    this.statistics.connectionsLost += 1;
    this.#diagnostics.publish("connection.lost", () => {
      return { connectionId, errorCode: error.code, reason: error.message, lastFrameAt };
    });
    this.gaps.lost(lastFrameAt, error.code, openConnections);
  }

  messageReceived(ref: MessageRef, bytes: number): void {
    this.statistics.received += 1;
    this.#diagnostics.publish("message.received", () => ({ ...ref, bytes }));
  }

  messageAnswered(ref: MessageRef, sent: SentAnswer): void {
    if (sent.code === ACK_CODE.ok) this.statistics.answered += 1;
    else this.statistics.failed += 1;
    this.latency.record(sent.latencyMs);
    this.#diagnostics.publish("message.answered", () => ({ ...ref, ...sent }));
  }

  answerLost(ref: MessageRef, reason: keyof typeof LOST_BECAUSE): void {
    this.statistics.answersLost += 1;
    this.#log.warn(LOST_BECAUSE[reason], {
      message_id: ref.messageId,
      trace_id: ref.traceId,
      event_type: ref.eventType,
      event_id: ref.eventId,
      connectionId: ref.connectionId,
    });
    this.#tellLost({ ...ref, reason });
  }

  /** Answers were sent on a connection that broke before the platform was known to have read them. */
  answersUnconfirmed(refs: readonly MessageRef[]): void {
    if (refs.length === 0) return;
    this.statistics.answersUnconfirmed += refs.length;
    this.#log.warn("answers may be lost: their connection broke just after they were sent", {
      answers: refs.length,
      connectionId: refs[0]?.connectionId,
      messageIds: refs.slice(0, MAX_LOGGED_IDS).map(({ messageId }) => messageId),
    });
    for (const ref of refs) this.#tellLost({ ...ref, reason: "not_confirmed" });
  }

  #tellLost(lost: LostAnswer): void {
    this.#diagnostics.publish("answer.lost", () => lost);
    this.lostAnswerListeners.tell(lost);
  }
}
