import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { CONNECTION_QUERY, clientConfigToWire, type Frame } from "@larkwire/protocol";
import { WebSocketServer } from "ws";
import type { Activity } from "../activity/activity.ts";
import type { AppRegistry } from "../apps/app-registry.ts";
import type { Clock } from "../clock.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { FaultPlace } from "../faults/faults.ts";
import type { Settings } from "../options.ts";
import type { Random } from "../random.ts";
import { Connection, type ConnectionHost, type ConnectionIdentity } from "./connection.ts";
import type { ConnectionPool } from "./connection-pool.ts";
import { discover, WEBSOCKET_PATH } from "./discovery.ts";
import { askedAppId, type DiscoveryAnswer, discoveryAnswer } from "./discovery-answer.ts";
import { faultRefusal, REFUSAL, type Refusal, refuseUpgrade } from "./refuse-upgrade.ts";
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
  readonly switches: FaultSwitches;
  readonly activity: Activity;
  /** Takes every data frame a client sends. */
  readonly answered: (connection: Connection, frame: Frame) => void;
}

/** What becomes of an upgrade request; `"silence"` is an open socket without an answer. */
type Admission = ConnectionIdentity | Refusal | "silence";

/** The server side of the long connection: discovery, upgrade, pongs, pings. */
export class Gateway implements ConnectionHost {
  readonly clock: Clock;
  readonly faults: WireFaults;
  readonly switches: FaultSwitches;
  readonly #deps: GatewayDeps;
  readonly #tickets: TicketOffice;
  readonly #webSockets: WebSocketServer;
  readonly #pongPayload: Uint8Array;
  /** Upgrades that a fault leaves without an answer. */
  readonly #unanswered = new Set<Duplex>();
  #pingTimer: unknown;

  constructor(deps: GatewayDeps) {
    const { clock, clientConfig, ticketLifetimeMs, maxReceivedFrameBytes } = deps.settings;
    this.#deps = deps;
    this.clock = clock;
    this.faults = deps.faults;
    this.switches = deps.switches;
    this.#tickets = new TicketOffice(clock, deps.random, ticketLifetimeMs);
    this.#pongPayload = new TextEncoder().encode(JSON.stringify(clientConfigToWire(clientConfig)));
    const limits = { maxPayload: maxReceivedFrameBytes, closeTimeout: CLOSE_TIMEOUT_MS };
    this.#webSockets = new WebSocketServer({ noServer: true, autoPong: false, ...limits });
    this.#webSockets.on("wsClientError", (_error, socket) => refuseUpgrade(socket, REFUSAL.badHandshake));
    this.switches.onChange(() => {
      for (const connection of deps.pool.all()) connection.faultsChanged();
    });
    this.switches.connect((place, code) => this.#endConnections(place, code));
    this.#schedulePings();
  }

  /** Answers a discovery request; see `discover`. */
  discover(body: string, origin: string): DiscoveryAnswer {
    const { apps, settings, switches } = this.#deps;
    const appId = askedAppId(body);
    return discoveryAnswer(
      appId,
      () => {
        const reply = discover(body, origin, { apps, tickets: this.#tickets, clientConfig: settings.clientConfig });
        if (reply.code !== 0) this.#refused("discovery refused", appId, `${reply.code}: ${reply.msg}`);
        return reply;
      },
      switches,
    );
  }

  /** Takes an HTTP upgrade: opens a connection, or refuses in the platform's way. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const admission = this.#admit(request.url ?? "/");
    if (admission === "silence") {
      this.#unanswered.add(socket.once("close", () => this.#unanswered.delete(socket)));
      return;
    }
    if ("httpStatus" in admission) {
      this.#refused("upgrade refused", admission.appId, admission.message);
      refuseUpgrade(socket, admission);
      return;
    }
    const { pool, activity, settings } = this.#deps;
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection({ webSocket, transport: socket }, admission, this);
      const { id: connectionId, appId } = admission;
      pool.add(connection);
      settings.logger.info("connection opened", { connectionId, appId });
      activity.publish({ type: "connection_opened", appId, connection: connection.info });
    });
  }

  pongPayload(): Uint8Array {
    return this.#pongPayload;
  }

  answered(connection: Connection, frame: Frame): void {
    this.#deps.answered(connection, frame);
  }

  closed(connection: Connection, code: number): void {
    const { pool, activity, settings } = this.#deps;
    const { id: connectionId, appId } = connection;
    pool.remove(connection);
    settings.logger.info("connection closed", { connectionId, appId, code });
    activity.publish({ type: "connection_closed", appId, connectionId, code });
  }

  /** Stops the pings and closes every connection with 1001; resolves when all sockets are gone. */
  async close(): Promise<void> {
    this.clock.clearTimeout(this.#pingTimer);
    for (const connection of this.#deps.pool.all()) connection.close(GOING_AWAY, "the emulator is closing");
    for (const socket of this.#unanswered) socket.destroy();
    await new Promise<void>((resolve) => this.#webSockets.close(() => resolve()));
  }

  /**
   * Closes connections with 1001 and forgets them at once; what they still send is not heard. Tickets that were given
   * out are void.
   *
   * @param keeps the apps whose connections stay
   */
  dropConnections(keeps: (appId: string) => boolean = () => false): void {
    const { pool } = this.#deps;
    for (const connection of pool.all()) {
      if (keeps(connection.appId)) continue;
      pool.remove(connection);
      connection.drop(GOING_AWAY, "the emulator was reset");
    }
    for (const socket of this.#unanswered) socket.destroy();
    this.#tickets.reset();
  }

  /** Begins anew to send pings, from the time that it is now. */
  restartPings(): void {
    this.clock.clearTimeout(this.#pingTimer);
    this.#schedulePings();
  }

  #admit(requestUrl: string): Admission | (Refusal & { readonly appId: string }) {
    const [path, query = ""] = requestUrl.split("?", 2);
    if (path !== WEBSOCKET_PATH) return REFUSAL.wrongPath;
    const parameters = new URLSearchParams(query);
    if (!parameters.has(CONNECTION_QUERY.ticket)) return REFUSAL.noTicket;
    const identity = this.#tickets.redeem(parameters);
    if (identity === undefined) return REFUSAL.badTicket;
    const { appId } = identity;
    const place = { appId, transport: "long_connection" } as const;
    if (this.switches.take("upgrade_silence", place) !== undefined) return "silence";
    const fault = this.switches.take("upgrade_error", place);
    if (fault !== undefined) return { ...faultRefusal(fault), appId };
    const { pool, settings } = this.#deps;
    return pool.count(appId) < settings.maxConnectionsPerApp ? identity : { ...REFUSAL.connectionLimit, appId };
  }

  #refused(what: string, appId: string | undefined, reason: string): void {
    this.#deps.settings.logger.warn(what, { reason });
    this.#deps.activity.publish({ type: "client_refused", appId, reason });
  }

  #endConnections({ appId, connectionId }: FaultPlace, code: number | "cut"): number {
    const meant = this.#deps.pool
      .all()
      .filter((connection) => connection.isOpen && (appId === undefined || connection.appId === appId))
      .filter((connection) => connectionId === undefined || connection.id === connectionId);
    for (const connection of meant) {
      if (code === "cut") connection.cut();
      else connection.close(code, "a fault on demand");
    }
    return meant.length;
  }

  #schedulePings(): void {
    const { clock, rfcPingIntervalMs } = this.#deps.settings;
    this.#pingTimer = clock.setBackgroundTimeout(() => {
      for (const connection of this.#deps.pool.all()) connection.ping();
      this.#schedulePings();
    }, rfcPingIntervalMs);
  }
}
