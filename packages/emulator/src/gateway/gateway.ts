import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { CONNECTION_QUERY, clientConfigToWire, type DiscoveryReply, type Frame } from "@larkwire/protocol";
import { WebSocketServer } from "ws";
import type { AppRegistry } from "../apps/app-registry.ts";
import type { Settings } from "../options.ts";
import type { Random } from "../random.ts";
import { Connection, type ConnectionHost, type ConnectionIdentity } from "./connection.ts";
import type { ConnectionPool } from "./connection-pool.ts";
import { discover, WEBSOCKET_PATH } from "./discovery.ts";
import { REFUSAL, type Refusal, refuseUpgrade } from "./refuse-upgrade.ts";
import { TicketOffice } from "./ticket-office.ts";
import type { WireFaults } from "./wire-faults.ts";

/** How long a client may take to answer a close frame before its socket is destroyed. */
const CLOSE_TIMEOUT_MS = 500;
/** RFC 6455: the server is going away. */
const GOING_AWAY = 1001;

interface GatewayDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly apps: AppRegistry;
  readonly pool: ConnectionPool;
  readonly faults: WireFaults;
  /** Takes every data frame a client sends. */
  readonly answered: (connection: Connection, frame: Frame) => void;
}

/** The server side of the long connection: discovery, upgrade, pongs, pings. */
export class Gateway implements ConnectionHost {
  readonly faults: WireFaults;
  readonly #deps: GatewayDeps;
  readonly #tickets: TicketOffice;
  readonly #webSockets: WebSocketServer;
  readonly #pongPayload: Uint8Array;
  #pingTimer: unknown;

  constructor(deps: GatewayDeps) {
    const { clock, clientConfig, ticketLifetimeMs, maxReceivedFrameBytes } = deps.settings;
    this.#deps = deps;
    this.faults = deps.faults;
    this.#tickets = new TicketOffice(clock, deps.random, ticketLifetimeMs);
    this.#pongPayload = new TextEncoder().encode(JSON.stringify(clientConfigToWire(clientConfig)));
    const options = { noServer: true, maxPayload: maxReceivedFrameBytes, closeTimeout: CLOSE_TIMEOUT_MS };
    this.#webSockets = new WebSocketServer(options);
    this.#webSockets.on("wsClientError", (_error, socket) => refuseUpgrade(socket, REFUSAL.badHandshake));
    this.#schedulePings();
  }

  /** Answers a discovery request; see `discover`. */
  discover(body: string, origin: string): DiscoveryReply {
    const { apps, settings } = this.#deps;
    const reply = discover(body, origin, { apps, tickets: this.#tickets, clientConfig: settings.clientConfig });
    if (reply.code !== 0) settings.logger.warn("discovery refused", { code: reply.code, reason: reply.msg });
    return reply;
  }

  /** Takes an HTTP upgrade: opens a connection, or refuses in the platform's way. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const admission = this.#admit(request.url ?? "/");
    if ("httpStatus" in admission) {
      this.#deps.settings.logger.warn("upgrade refused", { reason: admission.message });
      refuseUpgrade(socket, admission);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#deps.pool.add(new Connection(webSocket, admission, this));
      this.#deps.settings.logger.info("connection opened", { connectionId: admission.id, appId: admission.appId });
    });
  }

  now(): number {
    return this.#deps.settings.clock.now();
  }

  pongPayload(): Uint8Array {
    return this.#pongPayload;
  }

  answered(connection: Connection, frame: Frame): void {
    this.#deps.answered(connection, frame);
  }

  closed(connection: Connection, code: number): void {
    this.#deps.pool.remove(connection);
    this.#deps.settings.logger.info("connection closed", {
      connectionId: connection.id,
      appId: connection.appId,
      code,
    });
  }

  /** Stops the pings and closes every connection with 1001; resolves when all sockets are gone. */
  async close(): Promise<void> {
    this.#deps.settings.clock.clearTimeout(this.#pingTimer);
    for (const connection of this.#deps.pool.all()) connection.close(GOING_AWAY, "the emulator is closing");
    await new Promise<void>((resolve) => this.#webSockets.close(() => resolve()));
  }

  #admit(requestUrl: string): ConnectionIdentity | Refusal {
    const [path, query = ""] = requestUrl.split("?", 2);
    if (path !== WEBSOCKET_PATH) return REFUSAL.wrongPath;
    const parameters = new URLSearchParams(query);
    if (!parameters.has(CONNECTION_QUERY.ticket)) return REFUSAL.noTicket;
    const identity = this.#tickets.redeem(parameters);
    if (identity === undefined) return REFUSAL.badTicket;
    const { pool, settings } = this.#deps;
    return pool.count(identity.appId) < settings.maxConnectionsPerApp ? identity : REFUSAL.connectionLimit;
  }

  #schedulePings(): void {
    const { clock, rfcPingIntervalMs } = this.#deps.settings;
    this.#pingTimer = clock.setBackgroundTimeout(() => {
      for (const connection of this.#deps.pool.all()) connection.ping();
      this.#schedulePings();
    }, rfcPingIntervalMs);
  }
}
