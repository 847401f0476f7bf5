import { type ClientConfig, mergeClientConfig } from "@larkwire/protocol";
import type { Network } from "../../network/network.ts";
import type { Redactor } from "../../redactor.ts";
import type { ClientParts } from "../client-parts.ts";
import { Session, type SessionOwner } from "../session/session.ts";
import { hideCredentials } from "./connection-url.ts";
import { discoverEndpoint } from "./discovery.ts";
import { openWebSocket } from "./open-websocket.ts";

export interface ConnectorOptions {
  readonly parts: ClientParts;
  readonly redactor: Redactor;
  readonly origin: URL;
  readonly appId: string;
  readonly appSecret: string;
  readonly userAgent: string;
  readonly discoveryTimeoutMs: number;
  readonly handshakeTimeoutMs: number;
  readonly maxFrameBytes: number;
  readonly network: Network;
}

/** Makes sessions: discovery, then the WebSocket. */
export class Connector {
  readonly #options: ConnectorOptions;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /**
   * One attempt: the owner is told when the session is open. The address is asked for anew each time, because its
   * ticket serves once.
   *
   * @throws ConnectionError, or the signal's reason
   */
  async connect(owner: SessionOwner, config: ClientConfig, signal: AbortSignal): Promise<void> {
    const { network, parts, origin, redactor } = this.#options;
    const redact = (text: string): string => redactor.redact(text);
    const { clock, log } = parts;
    log.debug("asking for an address", { origin: origin.origin, appId: this.#options.appId });
    const { address, clientConfig } = await discoverEndpoint({
      network,
      signal,
      origin,
      appId: this.#options.appId,
      appSecret: this.#options.appSecret,
      userAgent: this.#options.userAgent,
      timeoutMs: this.#options.discoveryTimeoutMs,
      redact,
    });
    hideCredentials(address, redactor);
    owner.onClientConfig(clientConfig);
    const { pingIntervalMs } = mergeClientConfig(config, clientConfig);
    const session = new Session(address, pingIntervalMs, parts, owner);
    await openWebSocket(
      address,
      {
        network,
        clock,
        signal,
        userAgent: this.#options.userAgent,
        handshakeTimeoutMs: this.#options.handshakeTimeoutMs,
        maxFrameBytes: this.#options.maxFrameBytes,
        redact,
      },
      session,
    );
    log.debug(`connected to ${address.url.href}`);
  }
}
