import { setMaxListeners } from "node:events";
import { Agent } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../clock.ts";
import { type CertificateAuthorities, dial } from "./dial.ts";
import { type PlatformReply, type PlatformRequest, platformRequest, RequestError } from "./platform-request.ts";
import { chooseProxy, type ProxyEnvironment } from "./proxy.ts";

/** How long a socket may wait for the next request; what the other side names in `Keep-Alive`, when that is shorter. */
const MAX_IDLE_MS = 15_000;

/** Sockets that wait for their next request, to one origin. */
const MAX_IDLE_SOCKETS = 4;

export interface NetworkOptions {
  readonly clock: Clock;
  /** A proxy for every target, or `false` for none; `undefined` leaves it to the environment. */
  readonly proxy: string | false | undefined;
  /** Trusted besides the authorities that come with Node. */
  readonly ca: CertificateAuthorities | undefined;
  /** TCP connect, proxy answer and TLS handshake, each, milliseconds. */
  readonly dialStepTimeoutMs: number;
  /** Read anew for each socket. Default: that of the process. */
  readonly environment?: ProxyEnvironment;
}

/**
 * The one way to the platform: what is decided here about proxy and certificates holds for discovery, WebSocket and
 * REST alike. A proxy is only ever asked for a tunnel.
 */
export class Network {
  readonly #options: NetworkOptions;
  readonly #agents = new Map<string, Agent>();
  readonly #lifetime = new AbortController();

  constructor(options: NetworkOptions) {
    this.#options = options;
    // Each dial that runs listens to it.
    setMaxListeners(0, this.#lifetime.signal);
  }

  /**
   * Opens a socket to the host of `target`, through proxy and TLS as needed. It belongs to the caller.
   *
   * @throws DialError, or the signal's reason
   */
  dial(target: URL, signal: AbortSignal): Promise<Socket> {
    const { ca, clock, dialStepTimeoutMs, environment = process.env, proxy } = this.#options;
    return dial(target, {
      proxy: chooseProxy(target, proxy, environment),
      ca,
      clock,
      signal,
      stepTimeoutMs: dialStepTimeoutMs,
    });
  }

  /**
   * Makes one HTTP request, on a socket that waits or on a new one. Any status is a reply; redirects are not followed.
   *
   * @throws DialError when the request never left, RequestError when it may have arrived, or the signal's reason
   */
  async request(wanted: PlatformRequest): Promise<PlatformReply> {
    const { clock } = this.#options;
    if (wanted.keepAlive === false) {
      // Its own agent, so that it does not get a socket that has waited, either.
      const dialling = new AbortController();
      const agent = this.#makeAgent(wanted.url, false, dialling.signal);
      return platformRequest(wanted, agent, clock).finally(() => {
        dialling.abort(new RequestError("broken", "the request is over"));
        agent.destroy();
      });
    }
    const agent = this.#agentFor(wanted.url);
    try {
      return await platformRequest(wanted, agent, clock);
    } catch (error) {
      const isStale = error instanceof RequestError && error.wasIdle;
      if (!isStale || !(wanted.isRepeatable ?? wanted.method !== "POST")) throw error;
      return await platformRequest(wanted, agent, clock);
    }
  }

  /** Ends all sockets of {@link request}; requests that run fail. Sockets of {@link dial} are not touched. */
  close(): void {
    this.#lifetime.abort(new RequestError("broken", "the client is closed"));
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #agentFor(url: URL): Agent {
    const agent = this.#agents.get(url.origin) ?? this.#makeAgent(url, true, this.#lifetime.signal);
    this.#agents.set(url.origin, agent);
    return agent;
  }

  /** @param signal ends a dial that still runs when nobody wants its socket any more */
  #makeAgent(target: URL, keepAlive: boolean, signal: AbortSignal): Agent {
    const agent = new Agent({ keepAlive, timeout: MAX_IDLE_MS, maxFreeSockets: MAX_IDLE_SOCKETS });
    agent.createConnection = (_options, onCreated) => {
      this.dial(target, signal).then(
        (socket) => onCreated?.(null, socket),
        // Node passes the error on and looks at no socket.
        (error: Error) => (onCreated as ((error: Error) => void) | undefined)?.(error),
      );
      return undefined;
    };
    return agent;
  }
}
