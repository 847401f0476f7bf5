import { type ClientConfig, DEFAULT_CLIENT_CONFIG, mergeClientConfig } from "@larkwire/protocol";
import type { TimerHandle } from "../../clock.ts";
import { type Deferred, deferred } from "../../deferred.ts";
import type { ConnectionError } from "../../errors.ts";
import type { ClientParts } from "../client-parts.ts";
import type { Connector } from "../dialling/connector.ts";
import type { Session, SessionEnd, SessionOwner } from "../session/session.ts";
import { DialBudget } from "./dial-budget.ts";
import { asConnectionError, closedError, exhausted, lostError, verdictOf } from "./link-errors.ts";
import { isLegalTransition, isOpen, type LinkState } from "./link-state.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

/** A connection that lived this long was a good one: the next loss starts counting from one again. */
const STABLE_AFTER_MS = 30_000;

/** Of the time after which a connection is renewed, up to this part is taken off by chance, so that links take turns. */
const RENEWAL_SPREAD = 0.2;

export interface LinkOptions {
  readonly connector: Pick<Connector, "connect">;
  readonly parts: ClientParts;
  readonly random: () => number;
  /** Attempts in a row without a stable connection; `"platform"` takes the platform's `ReconnectCount`. */
  readonly maxReconnects: number | "platform";
  /** Attempts in an hour, whatever happens. */
  readonly maxDialsPerHour: number;
  /** Age at which a connection is replaced; `undefined` is never. */
  readonly renewAfterMs: number | undefined;
  readonly onTransition: () => void;
  /** An open connection was lost, and this link has none now. */
  readonly onLost: (session: Session, error: ConnectionError) => void;
}

/**
 * Keeps one long connection: dials, waits, dials again, for ever or until it is told that it never can. A connection that
 * is replaced stays until its successor is open. One that is being closed may still answer; then it ends by itself.
 */
export class Link implements SessionOwner {
  readonly #options: LinkOptions;
  readonly #budget: DialBudget;
  readonly #ended = deferred<void>();
  /** Connections that are not the link's any more, and have not ended. */
  readonly #retired = new Set<Session>();
  #state: LinkState = { name: "idle" };
  #config: ClientConfig = DEFAULT_CLIENT_CONFIG;
  #isPaused = false;
  /** The next connection, when somebody waits for it. */
  #successor: Deferred<void> | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#budget = new DialBudget(options.parts.clock, options.maxDialsPerHour);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Resolves when the link is over and owns nothing any more. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Whether answers can still leave on a connection of this link that is being closed. */
  get canStillAnswer(): boolean {
    return this.#state.name === "closing" || [...this.#retired].some((session) => session.canAnswer);
  }

  start(): void {
    if (this.#state.name === "idle") this.#dial(0);
  }

  /**
   * Makes a new connection now, and takes it in place of the present one when it is open. While an attempt runs, this is
   * that attempt. Resolves when the new connection is open, rejects with the attempt's error.
   */
  reconnect(): Promise<void> {
    const { name } = this.#state;
    if (name === "closing" || name === "ended") return Promise.reject(this.#endError());
    this.#successor ??= deferred<void>();
    const { promise } = this.#successor;
    this.#hurry();
    return promise;
  }

  /** The machine slept: what is open may be dead, and what waits need not wait for what was before. */
  onWake(): void {
    const state = this.#state;
    if (state.name === "open" || state.name === "renewing") state.session.probe();
    const mustWait = state.name === "waiting" && state.verdict === "wait" && !this.#isDue(state.nextAttemptAt);
    if (state.name === "waiting" && !mustWait) this.#hurry();
  }

  /** No new messages are taken; running handlers may still answer. Anything but an open link ends at once. */
  beginClose(): void {
    const state = this.#state;
    for (const session of this.#retired) session.stopTaking();
    if (state.name === "open" || state.name === "renewing") {
      state.session.stopTaking();
      this.#transition({ name: "closing", session: state.session });
    } else if (state.name !== "closing" && state.name !== "ended") {
      this.#transition({ name: "ended", error: undefined });
    }
  }

  /** Ends what may still answer: close frame, and a hard end if it is not answered. */
  finishClose(): void {
    for (const session of this.#retired) session.close();
    if (this.#state.name === "closing") this.#state.session.close();
  }

  /** Stops or goes on reading from the network, also on connections to come. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if ("session" in this.#state) this.#state.session.setPaused(isPaused);
    for (const session of this.#retired) session.setPaused(isPaused);
  }

  onClientConfig(wire: unknown): void {
    this.#config = mergeClientConfig(this.#config, wire);
    if ("session" in this.#state) this.#state.session.changePingInterval(this.#config.pingIntervalMs);
  }

  onSessionOpen(session: Session): void {
    const state = this.#state;
    if (state.name !== "dialling" && state.name !== "renewing") return session.terminate();
    const { clock, monitor } = this.#options.parts;
    if (this.#isPaused) session.setPaused(true);
    const attempt = state.name === "renewing" ? 0 : state.attempt;
    this.#transition({
      name: "open",
      attempt,
      session,
      openedAtMs: clock.monotonicMs(),
      timer: this.#renewalTimer(this.#options.renewAfterMs),
    });
    monitor.connectionOpened(session.connectionId);
    if (state.name === "renewing") this.#retire(state.session);
    this.#successor?.resolve();
    this.#successor = undefined;
  }

  onSessionClosing(session: Session, end: SessionEnd): void {
    if (!this.#owns(session) || this.#state.name === "closing") return;
    this.#retired.add(session);
    this.#lost(session, end);
  }

  onSessionEnd(session: Session, end: SessionEnd): void {
    if (this.#retired.delete(session)) return this.#settle();
    if (!this.#owns(session)) return;
    if (this.#state.name === "closing") this.#transition({ name: "ended", error: undefined });
    else this.#lost(session, end);
  }

  #owns(session: Session): boolean {
    return "session" in this.#state && this.#state.session === session;
  }

  #retire(session: Session): void {
    this.#retired.add(session);
    session.retire();
  }

  #lost(session: Session, end: SessionEnd): void {
    const state = this.#state;
    const error = lostError(end);
    const livedMs = "openedAtMs" in state ? this.#options.parts.clock.monotonicMs() - state.openedAtMs : 0;
    const attempt = livedMs >= STABLE_AFTER_MS || !("attempt" in state) ? 0 : state.attempt;
    this.#options.onLost(session, error);
    if (state.name === "renewing") {
      this.#options.parts.log.warn(error.message, { code: error.code });
      this.#transition({ name: "dialling", attempt, abort: state.abort });
    } else this.#failed(error, attempt, true);
  }

  /** Makes the next attempt as soon as may be. */
  #hurry(): void {
    const state = this.#state;
    const isIdle = state.name === "idle";
    const waitMs = this.#budget.waitMs;
    if (isIdle || (state.name === "waiting" && waitMs === 0)) this.#dial(0);
    if (state.name !== "open") return;
    if (waitMs === 0) return this.#renew();
    this.#transition({ ...state, timer: this.#renewalTimer(waitMs) });
  }

  /** @param attempt 0 for the very first one and after a stable connection */
  #dial(attempt: number): void {
    const abort = new AbortController();
    this.#transition({ name: "dialling", attempt, abort });
    this.#connect(abort);
  }

  #renew(): void {
    const state = this.#state;
    if (state.name !== "open") return;
    const abort = new AbortController();
    const { attempt, openedAtMs, session } = state;
    this.#transition({ name: "renewing", attempt, session, openedAtMs, abort });
    this.#connect(abort);
  }

  #connect(abort: AbortController): void {
    this.#budget.take();
    this.#options.parts.statistics.connectionAttempts += 1;
    this.#options.connector.connect(this, this.#config, abort.signal).catch((cause: unknown) => {
      const state = this.#state;
      if (!("abort" in state) || state.abort !== abort) return;
      const error = asConnectionError(cause);
      this.#successor?.reject(error);
      this.#successor = undefined;
      if (state.name === "renewing") this.#renewalFailed(state, error);
      else this.#failed(error, state.attempt, false);
    });
  }

  #failed(error: ConnectionError, attempt: number, wasConnected: boolean): void {
    const { clock, log } = this.#options.parts;
    const next = attempt + 1;
    const verdict = verdictOf(error);
    if (verdict === "fatal") return this.#giveUp(error);
    if (next > this.#maxReconnects()) return this.#giveUp(exhausted(attempt, error));
    const delayMs = Math.max(this.#delayMs(error, next, wasConnected), this.#budget.waitMs);
    const timer = clock.setTimeout(() => this.#dial(next), delayMs);
    const nextAttemptAt = clock.now() + delayMs;
    this.#transition({ name: "waiting", attempt: next, error, verdict, timer, nextAttemptAt });
    log.warn(error.message, { code: error.code, nextAttemptInMs: delayMs, attempt: next });
  }

  /** The old connection stays. What is wrong with the platform's answer will be wrong, too, when it is needed. */
  #renewalFailed(state: LinkState & { readonly name: "renewing" }, error: ConnectionError): void {
    const delayMs = Math.max(this.#config.reconnectIntervalMs * (1 + this.#options.random() / 4), this.#budget.waitMs);
    const isRenewed = this.#options.renewAfterMs !== undefined;
    const { attempt, openedAtMs, session } = state;
    const timer = this.#renewalTimer(isRenewed ? delayMs : undefined);
    this.#transition({ name: "open", attempt, session, openedAtMs, timer });
    this.#options.parts.log.warn(`A connection could not be replaced, and stays. ${error.message}`, {
      code: error.code,
      ...(isRenewed ? { nextAttemptInMs: Math.round(delayMs) } : {}),
    });
  }

  #delayMs(error: ConnectionError, attempt: number, wasConnected: boolean): number {
    const { retryAfterMs } = error;
    const situation = { attempt, verdict: verdictOf(error), wasConnected, config: this.#config, retryAfterMs };
    return Math.round(reconnectDelayMs(situation, this.#options.random));
  }

  #renewalTimer(afterMs: number | undefined): TimerHandle | undefined {
    if (afterMs === undefined) return undefined;
    const earlierMs = afterMs === this.#options.renewAfterMs ? afterMs * RENEWAL_SPREAD * this.#options.random() : 0;
    return this.#options.parts.clock.setTimeout(() => this.#hurry(), afterMs - earlierMs);
  }

  #maxReconnects(): number {
    const { maxReconnects } = this.#options;
    if (maxReconnects !== "platform") return maxReconnects;
    return this.#config.reconnectCount < 0 ? Number.POSITIVE_INFINITY : this.#config.reconnectCount;
  }

  #isDue(at: number): boolean {
    return at <= this.#options.parts.clock.now();
  }

  #giveUp(error: ConnectionError): void {
    this.#transition({ name: "ended", error });
    this.#options.parts.log.error(error.message, { code: error.code });
  }

  #endError(): ConnectionError {
    return (this.#state.name === "ended" && this.#state.error) || closedError();
  }

  /** The only place where the state changes: frees what the old state owned and the new one does not. */
  #transition(next: LinkState): void {
    const old = this.#state;
    if (!isLegalTransition(old, next)) return;
    this.#state = next;
    const isHandedOn = "abort" in old && "abort" in next && old.abort === next.abort;
    if ("abort" in old && !isHandedOn && !isOpen(next)) old.abort.abort(closedError());
    if ("timer" in old && old.timer !== undefined) this.#options.parts.clock.clearTimeout(old.timer);
    if (next.name === "closing" || next.name === "ended") {
      this.#successor?.reject(this.#endError());
      this.#successor = undefined;
    }
    this.#settle();
    this.#options.onTransition();
  }

  #settle(): void {
    if (this.#state.name === "ended" && this.#retired.size === 0) this.#ended.resolve();
  }
}
