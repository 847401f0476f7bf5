import { type ClientConfig, DEFAULT_CLIENT_CONFIG, mergeClientConfig } from "@larkwire/protocol";
import type { TimerHandle } from "../clock.ts";
import { deferred } from "../deferred.ts";
import { ConnectionError } from "../errors.ts";
import type { ClientParts } from "./client-parts.ts";
import { type ConnectVerdict, connectPolicy } from "./connect-policy.ts";
import type { Connector } from "./connector.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import type { Session, SessionEnd, SessionOwner } from "./session.ts";

/** A connection that lived this long was a good one: the next loss starts counting from one again. */
const STABLE_AFTER_MS = 30_000;

/** Where a link is, and what it owns there. */
export type LinkState =
  | { readonly name: "idle" }
  | { readonly name: "dialling"; readonly attempt: number; readonly abort: AbortController }
  | { readonly name: "open"; readonly attempt: number; readonly session: Session; readonly openedAtMs: number }
  | {
      readonly name: "waiting";
      readonly attempt: number;
      readonly error: ConnectionError;
      readonly timer: TimerHandle;
      /** Milliseconds since 1970. */
      readonly nextAttemptAt: number;
    }
  | { readonly name: "closing"; readonly session: Session }
  | { readonly name: "ended"; readonly error: ConnectionError | undefined };

const LEGAL_TRANSITIONS: Record<LinkState["name"], readonly LinkState["name"][]> = {
  idle: ["dialling", "ended"],
  dialling: ["open", "waiting", "ended"],
  open: ["waiting", "closing", "ended"],
  waiting: ["dialling", "ended"],
  closing: ["ended"],
  ended: [],
};

export interface LinkOptions {
  readonly connector: Pick<Connector, "connect">;
  readonly parts: ClientParts;
  readonly random: () => number;
  /** Attempts in a row without a stable connection; `"platform"` takes the platform's `ReconnectCount`. */
  readonly maxReconnects: number | "platform";
  readonly onTransition: () => void;
}

/** Keeps one long connection: dials, waits, dials again, for ever or until it is told that it never can. */
export class Link implements SessionOwner {
  readonly #options: LinkOptions;
  readonly #ended = deferred<void>();
  #state: LinkState = { name: "idle" };
  #config: ClientConfig = DEFAULT_CLIENT_CONFIG;
  #isPaused = false;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Resolves when the link is over and owns nothing any more. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  start(): void {
    if (this.#state.name === "idle") this.#dial(0);
  }

  /** No new messages are taken; running handlers may still answer. Anything but an open link ends at once. */
  beginClose(): void {
    const state = this.#state;
    if (state.name === "open") {
      state.session.stopTaking();
      this.#transition({ name: "closing", session: state.session });
    } else if (state.name !== "closing" && state.name !== "ended") {
      this.#transition({ name: "ended", error: undefined });
    }
  }

  /** Ends a closing link: close frame, and a hard end if it is not answered. */
  finishClose(): void {
    if (this.#state.name === "closing") this.#state.session.close();
  }

  /** Stops or goes on reading from the network, also on connections to come. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (this.#state.name === "open" || this.#state.name === "closing") this.#state.session.setPaused(isPaused);
  }

  onClientConfig(wire: unknown): void {
    this.#config = mergeClientConfig(this.#config, wire);
    if (this.#state.name === "open") this.#state.session.changePingInterval(this.#config.pingIntervalMs);
  }

  onSessionOpen(session: Session): void {
    if (this.#state.name !== "dialling") return session.terminate();
    const { clock, log, statistics } = this.#options.parts;
    const { attempt } = this.#state;
    statistics.connectionsOpened += 1;
    if (this.#isPaused) session.setPaused(true);
    this.#transition({ name: "open", attempt, session, openedAtMs: clock.monotonicMs() });
    log.info("connected", { connectionId: session.connectionId });
  }

  onSessionEnd(session: Session, end: SessionEnd): void {
    const state = this.#state;
    if (state.name === "closing" && state.session === session) {
      this.#transition({ name: "ended", error: undefined });
    } else if (state.name === "open" && state.session === session) {
      const lived = this.#options.parts.clock.monotonicMs() - state.openedAtMs;
      this.#failed(lostError(end), lived >= STABLE_AFTER_MS ? 0 : state.attempt, true);
    }
  }

  /** @param attempt 0 for the very first one and after a stable connection */
  #dial(attempt: number): void {
    const abort = new AbortController();
    this.#transition({ name: "dialling", attempt, abort });
    this.#options.connector.connect(this, this.#config, abort.signal).catch((error: unknown) => {
      const isCurrent = this.#state.name === "dialling" && this.#state.abort === abort;
      if (isCurrent) this.#failed(asConnectionError(error), attempt, false);
    });
  }

  #failed(error: ConnectionError, attempt: number, wasConnected: boolean): void {
    const { clock, log } = this.#options.parts;
    const next = attempt + 1;
    const verdict = verdictOf(error);
    if (verdict === "fatal") return this.#giveUp(error);
    if (next > this.#maxReconnects()) return this.#giveUp(exhausted(attempt, error));
    const situation = { attempt: next, verdict, wasConnected, config: this.#config, retryAfterMs: error.retryAfterMs };
    const delayMs = Math.round(reconnectDelayMs(situation, this.#options.random));
    const timer = clock.setTimeout(() => this.#dial(next), delayMs);
    this.#transition({ name: "waiting", attempt: next, error, timer, nextAttemptAt: clock.now() + delayMs });
    log.warn(error.message, { code: error.code, nextAttemptInMs: delayMs, attempt: next });
  }

  #maxReconnects(): number {
    const { maxReconnects } = this.#options;
    if (maxReconnects !== "platform") return maxReconnects;
    return this.#config.reconnectCount < 0 ? Number.POSITIVE_INFINITY : this.#config.reconnectCount;
  }

  #giveUp(error: ConnectionError): void {
    this.#transition({ name: "ended", error });
    this.#options.parts.log.error(error.message, { code: error.code });
  }

  /** The only place where the state changes: frees what the old state owned and the new one does not. */
  #transition(next: LinkState): void {
    const old = this.#state;
    if (!LEGAL_TRANSITIONS[old.name].includes(next.name)) return;
    this.#state = next;
    if (old.name === "dialling" && next.name !== "open") old.abort.abort(closedError());
    if (old.name === "waiting") this.#options.parts.clock.clearTimeout(old.timer);
    if (next.name === "ended") this.#ended.resolve();
    this.#options.onTransition();
  }
}

function verdictOf(error: ConnectionError): ConnectVerdict {
  if (error.platformCode !== undefined) return connectPolicy(error.platformCode).verdict;
  return error.retryable ? "retry" : "fatal";
}

function lostError(end: SessionEnd): ConnectionError {
  if (end.silentMs !== undefined) {
    const seconds = Math.round(end.silentMs / 1000);
    return new ConnectionError(
      "connection_dead",
      `The connection gave no sign of life for ${seconds} s in spite of two pings. The SDK connects again.`,
      { retryable: true },
    );
  }
  const detail = end.error === undefined ? `with code ${end.code}` : `: ${end.error.message}`;
  return new ConnectionError("connection_lost", `The connection ended ${detail}. The SDK connects again.`, {
    retryable: true,
    cause: end.error,
  });
}

function exhausted(attempts: number, cause: ConnectionError): ConnectionError {
  return new ConnectionError(
    "reconnects_exhausted",
    `No connection after ${attempts} further attempts, and maxReconnects allows no more. The last reason: ${cause.message}`,
    { retryable: false, cause },
  );
}

/** What a pending `start()` is rejected with when the client is closed. */
export function closedError(): ConnectionError {
  return new ConnectionError("client_closed", "The client was closed. Make a new WSClient to connect again.", {
    retryable: false,
  });
}

function asConnectionError(error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectionError("socket_unreachable", `The connection failed: ${message}. The SDK tries again.`, {
    retryable: true,
    cause: error,
  });
}
