import type { CardContent } from "../card-updates/card-content.ts";
import type { CardHandle } from "../card-updates/card-handle.ts";
import { deferred } from "../deferred.ts";
import { cardHandle, nothingFollows, stopAnswering } from "../dispatch/answering-parts.ts";
import { drained, drainTimeout, invalidDrainTimeout } from "../drain.ts";
import type { ConnectionError } from "../errors.ts";
import { Listeners } from "../listeners.ts";
import type { Metric } from "../observability/metric.ts";
import type { OpenApiClient } from "../openapi/openapi-client.ts";
import { assembleClient, type ClientAssembly, type ClientHooks, looksLikeAppId } from "./assemble-client.ts";
import type { ClientParts } from "./client-parts.ts";
import { type ClientState, isSameState } from "./client-state.ts";
import { closedError } from "./link/link-errors.ts";
import { isOpen } from "./link/link-state.ts";
import { summariseLinks } from "./link/summarise-links.ts";
import { type ClientHealth, clientHealth, latest } from "./monitor/client-health.ts";
import { clientMetrics } from "./monitor/client-metrics.ts";
import type { Gap } from "./monitor/gap-tracker.ts";
import type { LostAnswer } from "./monitor/lost-answer.ts";
import type { Session } from "./session/session.ts";
import { type ResolvedOptions, resolveOptions, type WSClientOptions } from "./ws-client-options.ts";

/** Options of {@link WSClient.close}. */
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
  readonly #assembly: ClientAssembly;
  readonly #stateListeners: Listeners<[state: ClientState, old: ClientState]>;
  readonly #started = deferred<void>();
  readonly #closed = deferred<void>();
  #state: ClientState = { name: "idle" };
  #wasConnected = false;
  #restarting: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #lastMessageAt: number | undefined;
  readonly #onAbort = (): void => void this.close();

  /** @throws ConfigError `invalid_option` */
  constructor(options: WSClientOptions) {
    this.#options = resolveOptions(options);
    this.#assembly = assembleClient(this.#options, this.#hooks());
    this.#stateListeners = new Listeners("onStateChange()", this.#parts.log);
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
      for (const link of this.#assembly.links) link.start();
    }
    return this.#started.promise;
  }

  /**
   * Replaces every connection by a new one, with one attempt each and now, whatever the client waits for: for a program
   * that knows more than the client, such as that the network has changed. A connection stays until its successor is
   * open, and keeps what it has when that fails. While one restart runs, every call returns its promise; an attempt that
   * runs already is taken for the restart's. `limits.maxDialsPerHour` holds, so a restart may have to wait.
   *
   * Resolves when all connections are new. A client that is closed or has failed stays so.
   *
   * @throws ConnectionError (as a rejection) why a connection could not be replaced, or `client_closed`
   */
  restart(): Promise<void> {
    this.#restarting ??= this.#restart().finally(() => {
      this.#restarting = undefined;
    });
    // Like all promises of a client it may be ignored.
    this.#restarting.catch(ignore);
    return this.#restarting;
  }

  /** Calls `listener` after every change of {@link state}. Returns a function that ends it. */
  onStateChange(listener: (state: ClientState, old: ClientState) => void): () => void {
    return this.#stateListeners.add(listener);
  }

  /** Calls `listener` when a time without any connection is over. Returns a function that ends it. */
  onGap(listener: (gap: Gap) => void): () => void {
    return this.#parts.monitor.gapListeners.add(listener);
  }

  /**
   * Calls `listener` for each answer that did not reach the platform, or of which nobody knows whether it did. Returns a
   * function that ends it.
   */
  onAnswerLost(listener: (lost: LostAnswer) => void): () => void {
    return this.#parts.monitor.lostAnswerListeners.add(listener);
  }

  /**
   * The platform's REST API, with this client's app, domain, proxy and certificates. Made when it is first asked for, and
   * closed with the client.
   */
  get api(): OpenApiClient {
    return this.#assembly.api.get();
  }

  /**
   * A handle of a card that this app has sent, for changes without a click or with those that follow.
   *
   * @param messageId `om_…`, as `sendMessage` returns it
   * @param card what was sent: a change into another schema is refused at once then
   * @example
   * const { message_id } = await sendMessage(client.api, { ...receiver, msg_type: "interactive", content: card });
   * await client.cardHandle(message_id, card).update(nextCard);
   * @throws ConfigError `invalid_option`
   */
  cardHandle(messageId: string, card?: CardContent): CardHandle {
    return cardHandle(this.#parts.cardUpdates, messageId, card);
  }

  /** What the client is doing and has seen. */
  health(): ClientHealth {
    const { appId, dispatcher } = this.#options;
    const { clock, links, parts } = this.#assembly;
    return clientHealth({
      appId,
      state: this.#state.name,
      links: links.map((link) => link.state),
      lastMessageAt: this.#lastMessageAt,
      eventLoopLagMs: clock.lagMs,
      parts,
      unknownTypes: dispatcher.unknownTypes,
    });
  }

  /** {@link health} as numbers for a metrics system. `larkwire/health` serves them as Prometheus text. */
  metrics(): Metric[] {
    return clientMetrics(this.health());
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
    const drainTimeoutMs = drainTimeout(options.drainTimeoutMs);
    if (drainTimeoutMs === undefined) return Promise.reject(invalidDrainTimeout());
    const closing = deferred<void>();
    // Set first: a listener of the state may call close() again.
    this.#closing = closing.promise;
    void this.#close(drainTimeoutMs).then(closing.resolve, closing.reject);
    return closing.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #parts(): ClientParts {
    return this.#assembly.parts;
  }

  async #restart(): Promise<void> {
    if (this.#closing !== undefined) throw closedError();
    void this.start();
    await Promise.all(this.#assembly.links.map((link) => link.reconnect()));
  }

  async #close(drainTimeoutMs: number): Promise<void> {
    const { api, links, network } = this.#assembly;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    const gaveUp = this.#state.name === "failed";
    if (!gaveUp) this.#setState({ name: "closing" });
    this.#started.reject(closedError());
    for (const link of links) link.beginClose();
    await this.#drained(drainTimeoutMs);
    this.#parts.slots.dropWaiting();
    for (const link of links) link.finishClose();
    await Promise.all(links.map((link) => link.ended));
    stopAnswering(this.#parts);
    network.close();
    api.close();
    if (!gaveUp) this.#setState({ name: "closed" });
    this.#closed.resolve();
  }

  /** Waits for running handlers and what follows them, but not for ever; without a connection nobody can be answered. */
  #drained(timeoutMs: number): Promise<void> {
    const canAnswer = this.#assembly.links.some((link) => link.canStillAnswer);
    const { clock, log, slots, works } = this.#parts;
    const answered = canAnswer ? slots.idle() : Promise.resolve();
    const done = answered.then(() => nothingFollows(this.#parts));
    return drained(done, timeoutMs, clock, () =>
      log.warn("closing while handlers still run: their answers are lost", {
        running: slots.running,
        waiting: slots.waiting,
        background: works.running,
      }),
    );
  }

  #hooks(): ClientHooks {
    return {
      onLinkTransition: () => this.#onLinkTransition(),
      onConnectionLost: (session, error) => this.#onConnectionLost(session, error),
      onPressure: (isHigh) => {
        if (isHigh) this.#parts.log.warn("handlers cannot keep up: reading from the network is paused");
        for (const link of this.#assembly.links) link.setPaused(isHigh);
      },
      onWake: (missedMs) => {
        this.#parts.log.info("time has passed unseen, as when a machine sleeps: the connections are checked", {
          missedMs: Math.round(missedMs),
        });
        for (const link of this.#assembly.links) link.onWake();
      },
    };
  }

  #onConnectionLost({ connectionId, lastFrameAt, lastMessageAt }: Session, error: ConnectionError): void {
    this.#lastMessageAt = latest([this.#lastMessageAt, lastMessageAt]);
    const others = this.#assembly.links.filter((link) => isOpen(link.state)).length - 1;
    this.#parts.monitor.connectionLost(connectionId, error, lastFrameAt, others);
  }

  #onLinkTransition(): void {
    const { name } = this.#state;
    if (name === "closing" || name === "closed" || name === "failed") return;
    const links = this.#assembly.links.map((link) => link.state);
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
      stopAnswering(this.#parts);
      this.#assembly.network.close();
      this.#options.signal?.removeEventListener("abort", this.#onAbort);
      this.#started.reject(state.error);
      this.#closed.reject(state.error);
    }
    this.#parts.monitor.stateChanged(state, old);
    this.#stateListeners.tell(state, old);
  }

  /** Nobody promises what ids look like: say it, and let the platform decide. */
  #warnOfOddAppId(): void {
    const { appId } = this.#options;
    if (looksLikeAppId(appId)) return;
    this.#parts.log.warn(
      `appId does not look like one: it has ${appId.length} characters, and ids are cli_ and 16 hex digits. Are appId and appSecret swapped?`,
    );
  }
}

function ignore(): void {
  // The caller learns of it from the promise it was given.
}
