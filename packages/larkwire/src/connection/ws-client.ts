import { ANSWER_DEADLINE_MS } from "@larkwire/protocol";
import { deferred } from "../deferred.ts";
import { BackgroundWorks } from "../dispatch/background-works.ts";
import { DeadlineWatch } from "../dispatch/deadline-watch.ts";
import { Log } from "../logger.ts";
import { Network } from "../network/network.ts";
import { invalidDrainTimeout, MAX_TIMER_MS } from "../option-checks.ts";
import { Redactor } from "../redact.ts";
import { USER_AGENT } from "../version.ts";
import { CardFrameNotice } from "./card-frame-notice.ts";
import type { ClientParts } from "./client-parts.ts";
import { type ClientState, isSameState, summariseLinks } from "./client-state.ts";
import { Connector } from "./connector.ts";
import { HandlerSlots } from "./handler-slots.ts";
import { closedError, Link } from "./link.ts";
import { newStatistics, type Statistics } from "./statistics.ts";
import { type ResolvedOptions, resolveOptions, type WSClientOptions } from "./ws-client-options.ts";

/** How long {@link WSClient.close} waits for running handlers unless told otherwise: what the platform waits. */
const DEFAULT_DRAIN_TIMEOUT_MS = 3_000;

/** One connection in {@link ClientHealth}. Times are milliseconds since 1970. */
export interface ConnectionHealth {
  readonly state: "idle" | "dialling" | "open" | "waiting" | "closing" | "ended";
  readonly connectionId?: string | undefined;
  readonly openedAt?: number | undefined;
  /** When the last frame of any kind came. */
  readonly lastFrameAt?: number | undefined;
  /** When the last event or callback came. */
  readonly lastMessageAt?: number | undefined;
  /** When the next attempt is made. */
  readonly nextAttemptAt?: number | undefined;
  /** Code of the reason for the last failed attempt. */
  readonly errorCode?: string | undefined;
}

/** A snapshot of a client. */
export interface ClientHealth {
  readonly state: ClientState["name"];
  readonly connections: readonly ConnectionHealth[];
  readonly runningHandlers: number;
  readonly waitingMessages: number;
  readonly statistics: Readonly<Statistics>;
  /** Event types that arrived and had no handler, with how often each came. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}

export interface CloseOptions {
  /**
   * How long running handlers may take to answer before their connections are cut, milliseconds. Default 3,000.
   * Messages that still wait for a handler then are not handled: the platform sends them again.
   */
  drainTimeoutMs?: number | undefined;
}

/**
 * Receives callbacks and events over the platform's long connection. The process stays alive while it runs.
 *
 * @example
 * const client = new WSClient({ appId, appSecret, dispatcher });
 * await client.start();
 */
export class WSClient {
  readonly #options: ResolvedOptions;
  readonly #parts: ClientParts;
  readonly #links: readonly Link[];
  readonly #listeners = new Set<(state: ClientState, old: ClientState) => void>();
  readonly #started = deferred<void>();
  readonly #closed = deferred<void>();
  #state: ClientState = { name: "idle" };
  #wasConnected = false;
  #closing: Promise<void> | undefined;
  readonly #onAbort = (): void => void this.close();

  /** @throws ConfigError `invalid_option` */
  constructor(options: WSClientOptions) {
    this.#options = resolveOptions(options);
    const redactor = new Redactor();
    this.#parts = this.#makeParts(redactor);
    const connector = this.#makeConnector(redactor);
    this.#links = Array.from({ length: this.#options.connections }, () => this.#makeLink(connector));
    this.#options.signal?.addEventListener("abort", this.#onAbort);
    if (this.#options.signal?.aborted) void this.close();
  }

  /** Where the client is. */
  get state(): ClientState {
    return this.#state;
  }

  /**
   * Settles when the client is over: resolves after {@link close}, rejects with the error that made it give up. It is
   * safe to ignore.
   */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /**
   * Connects. Resolves when the first connection is open; while the platform cannot be reached it keeps trying. A
   * second call returns the same promise.
   *
   * @throws ConnectionError (as a rejection) when there never can be a connection, or `client_closed` when the client is closed before
   */
  start(): Promise<void> {
    if (this.#state.name === "idle" && this.#closing === undefined) {
      this.#warnOfOddAppId();
      for (const link of this.#links) link.start();
    }
    return this.#started.promise;
  }

  /** Calls `listener` after every change of {@link state}. Returns a function that ends it. */
  onStateChange(listener: (state: ClientState, old: ClientState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the client is doing and has seen. */
  health(): ClientHealth {
    return {
      state: this.#state.name,
      connections: this.#links.map(connectionHealth),
      runningHandlers: this.#parts.slots.running,
      waitingMessages: this.#parts.slots.waiting,
      statistics: { ...this.#parts.statistics },
      unknownTypes: Object.fromEntries(this.#options.dispatcher.unknownTypes),
    };
  }

  /**
   * Stops: new messages are turned away, answers of running handlers leave first, then the connections are closed.
   * Resolves when nothing is left, no socket and no timer. A second call returns the same promise. Do not wait for it
   * inside a handler: it waits for that handler.
   *
   * @throws ConfigError (as a rejection) `invalid_option`
   */
  close(options: CloseOptions = {}): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    const { drainTimeoutMs = DEFAULT_DRAIN_TIMEOUT_MS } = options;
    if (!(drainTimeoutMs >= 0)) return Promise.reject(invalidDrainTimeout());
    const closing = deferred<void>();
    // Set first: a listener of the state may call close() again.
    this.#closing = closing.promise;
    void this.#close(Math.min(drainTimeoutMs, MAX_TIMER_MS)).then(closing.resolve, closing.reject);
    return closing.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(drainTimeoutMs: number): Promise<void> {
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    const gaveUp = this.#state.name === "failed";
    if (!gaveUp) this.#setState({ name: "closing" });
    this.#started.reject(closedError());
    for (const link of this.#links) link.beginClose();
    await this.#drained(drainTimeoutMs);
    this.#parts.statistics.answersLost += this.#parts.slots.dropWaiting();
    for (const link of this.#links) link.finishClose();
    await Promise.all(this.#links.map((link) => link.ended));
    this.#parts.works.stop();
    this.#parts.deadlines.stop();
    if (!gaveUp) this.#setState({ name: "closed" });
    this.#closed.resolve();
  }

  /** Waits for the running handlers, but not for ever; without a connection there is nobody to answer. */
  #drained(timeoutMs: number): Promise<void> {
    if (!this.#links.some((link) => link.state.name === "closing")) return Promise.resolve();
    const { clock, log, slots } = this.#parts;
    const timeUp = deferred<void>();
    const timer = clock.setTimeout(() => {
      log.warn("closing while handlers still run: their answers are lost", {
        running: slots.running,
        waiting: slots.waiting,
      });
      timeUp.resolve();
    }, timeoutMs);
    return Promise.race([slots.idle(), timeUp.promise]).finally(() => clock.clearTimeout(timer));
  }

  #onLinkTransition(): void {
    const { name } = this.#state;
    if (name === "closing" || name === "closed" || name === "failed") return;
    const links = this.#links.map((link) => link.state);
    this.#setState(summariseLinks(links, this.#wasConnected));
  }

  #setState(state: ClientState): void {
    const old = this.#state;
    if (isSameState(old, state)) return;
    this.#state = state;
    if (state.name === "connected") {
      this.#wasConnected = true;
      this.#started.resolve();
    }
    if (state.name === "failed") {
      this.#parts.deadlines.stop();
      this.#options.signal?.removeEventListener("abort", this.#onAbort);
      this.#started.reject(state.error);
      this.#closed.reject(state.error);
    }
    for (const listener of this.#listeners) this.#tell(listener, state, old);
  }

  #tell(listener: (state: ClientState, old: ClientState) => void, state: ClientState, old: ClientState): void {
    const report = (error: unknown): void => this.#parts.log.error("a listener of onStateChange() threw", { error });
    try {
      const told: unknown = listener(state, old);
      if (told instanceof Promise) told.catch(report);
    } catch (error) {
      report(error);
    }
  }

  /** Nobody promises what ids look like: say it, and let the platform decide. */
  #warnOfOddAppId(): void {
    const { appId } = this.#options;
    if (looksLikeAppId(appId)) return;
    this.#parts.log.warn(
      `appId does not look like one: it has ${appId.length} characters, and ids are cli_ and 16 hex digits. Are appId and appSecret swapped?`,
    );
  }

  #makeParts(redactor: Redactor): ClientParts {
    const { clock, dispatcher, limits, logger, logLevel } = this.#options;
    redactor.add(this.#options.appSecret);
    // It may be the secret, when the two are swapped.
    if (!looksLikeAppId(this.#options.appId)) redactor.add(this.#options.appId);
    const log = new Log(logger, logLevel, redactor);
    return {
      clock,
      log,
      dispatcher,
      slots: new HandlerSlots({
        maxRunning: limits.maxRunningHandlers,
        maxWaiting: limits.maxWaitingMessages,
        onPressure: (isHigh) => this.#setPaused(isHigh),
      }),
      deadlines: new DeadlineWatch(clock),
      works: new BackgroundWorks(),
      answerDeadlineMs: ANSWER_DEADLINE_MS,
      limits: {
        pongTimeoutMs: limits.pongTimeoutMs,
        maxUnsentBytes: limits.maxUnsentBytes,
        reassembly: {
          maxParts: limits.maxParts,
          maxMessageBytes: limits.maxMessageBytes,
          maxPartials: limits.maxPartials,
          maxPartialBytes: limits.maxPartialBytes,
          maxAgeMs: limits.maxPartialAgeMs,
        },
      },
      statistics: newStatistics(),
      cardFrameNotice: new CardFrameNotice(log),
    };
  }

  #makeConnector(redactor: Redactor): Connector {
    const { appId, appSecret, ca, clock, limits, origin, proxy } = this.#options;
    return new Connector({
      parts: this.#parts,
      redactor,
      origin,
      appId,
      appSecret,
      userAgent: USER_AGENT,
      discoveryTimeoutMs: limits.discoveryTimeoutMs,
      handshakeTimeoutMs: limits.handshakeTimeoutMs,
      maxFrameBytes: limits.maxFrameBytes,
      network: new Network({ clock, proxy, ca, dialStepTimeoutMs: limits.dialStepTimeoutMs }),
    });
  }

  #makeLink(connector: Connector): Link {
    return new Link({
      connector,
      parts: this.#parts,
      random: this.#options.random,
      maxReconnects: this.#options.maxReconnects,
      onTransition: () => this.#onLinkTransition(),
    });
  }

  #setPaused(isPaused: boolean): void {
    if (isPaused) this.#parts.log.warn("handlers cannot keep up: reading from the network is paused");
    for (const link of this.#links) link.setPaused(isPaused);
  }
}

/** Real ids are `cli_` and 16 hex digits. */
function looksLikeAppId(appId: string): boolean {
  return /^cli_[0-9a-f]{16}$/.test(appId);
}

function connectionHealth({ state }: Link): ConnectionHealth {
  switch (state.name) {
    case "open":
    case "closing": {
      const { connectionId, openedAt, lastFrameAt, lastMessageAt } = state.session;
      return { state: state.name, connectionId, openedAt, lastFrameAt, lastMessageAt };
    }
    case "waiting":
      return { state: state.name, nextAttemptAt: state.nextAttemptAt, errorCode: state.error.code };
    case "ended":
      return { state: state.name, errorCode: state.error?.code };
    default:
      return { state: state.name };
  }
}
