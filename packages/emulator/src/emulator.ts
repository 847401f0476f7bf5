import type { Server } from "node:http";
import { adminRoutes } from "./admin/admin-routes.ts";
import type { App, AppOptions } from "./apps/app.ts";
import { AppRegistry } from "./apps/app-registry.ts";
import { Town } from "./chat/town.ts";
import type { User, UserOptions } from "./chat/user.ts";
import type { Clock } from "./clock.ts";
import { Deliverer } from "./delivery/deliverer.ts";
import type { Delivery } from "./delivery/delivery.ts";
import { Journal } from "./delivery/journal.ts";
import { ClosedError } from "./errors.ts";
import { ConnectionPool } from "./gateway/connection-pool.ts";
import { Gateway } from "./gateway/gateway.ts";
import { type WireFault, WireFaults } from "./gateway/wire-faults.ts";
import { authority, createOriginServer, listen, stopListening } from "./http/origin-server.ts";
import { platformRoutes } from "./http/platform-routes.ts";
import type { Settings } from "./options.ts";
import { Random } from "./random.ts";

/** The open platform on this machine. Made by `startEmulator`. */
export class Emulator implements AsyncDisposable {
  /** Where all ids and random choices began; give it to `startEmulator` to get the same ones again. */
  readonly seed: number;
  readonly clock: Clock;
  readonly #settings: Settings;
  readonly #apps: AppRegistry;
  readonly #town: Town;
  readonly #journal: Journal;
  readonly #faults: WireFaults;
  readonly #deliverer: Deliverer;
  readonly #gateway: Gateway;
  readonly #server: Server;
  #authority = "";
  #closing: Promise<void> | undefined;

  private constructor(settings: Settings) {
    const random = new Random(settings.seed);
    const pool = new ConnectionPool();
    this.seed = settings.seed;
    this.clock = settings.clock;
    this.#settings = settings;
    this.#journal = new Journal(settings.maxJournalEntries);
    this.#faults = new WireFaults(settings.logger);
    const shared = { settings, pool, faults: this.#faults };
    this.#deliverer = new Deliverer({ ...shared, random: random.fork(), journal: this.#journal });
    this.#town = new Town(settings.clock, random.fork());
    this.#apps = new AppRegistry(random.fork(), {
      clock: settings.clock,
      random: random.fork(),
      connections: (appId) => pool.open(appId).map((connection) => connection.info),
      disconnect: (appId, connectionId, how) => pool.disconnect(appId, connectionId, how),
      sendEvent: (appId, push) => this.#deliverer.sendEvent(appId, push),
      sendCallback: (appId, push, originalCard) => this.#deliverer.sendCallback(appId, push, originalCard),
    });
    const answered: Deliverer["answered"] = (connection, frame) => this.#deliverer.answered(connection, frame);
    this.#gateway = new Gateway({ ...shared, random: random.fork(), apps: this.#apps, answered });
    this.#server = createOriginServer(this.#routes(), this.#gateway);
  }

  /** Listens with checked settings. */
  static async start(settings: Settings): Promise<Emulator> {
    const emulator = new Emulator(settings);
    try {
      const port = await listen(emulator.#server, settings.host, settings.port);
      emulator.#authority = authority(settings.host, port);
    } catch (error) {
      await emulator.#gateway.close();
      throw error;
    }
    settings.logger.info("listening", { url: emulator.url });
    return emulator;
  }

  /** The one origin for everything: what an app uses in place of `https://open.feishu.cn`. No slash at the end. */
  get url(): string {
    return `http://${this.#authority}`;
  }

  /** The admin door; its routes are in the README. No slash at the end. */
  get admin(): string {
    return `${this.url}/_emu`;
  }

  /** The last deliveries, newest first. */
  get deliveries(): Delivery[] {
    return this.#journal.latest();
  }

  /** What clients did wrong on the wire, counted. */
  get wireFaults(): Readonly<Record<WireFault, number>> {
    return this.#faults.all();
  }

  /**
   * Registers a self-built app with a bot, long connection on, all events and callbacks subscribed.
   *
   * @throws EmulatorError `bad_argument`, `app_exists`, `emulator_closed`
   */
  createApp(options: AppOptions = {}): App {
    this.#assertOpen("No app can be created");
    return this.#apps.create(options);
  }

  /**
   * Creates a person of the same company.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  createUser(options: UserOptions): User {
    this.#assertOpen("No user can be created");
    return this.#town.createUser(options);
  }

  /** Closes every connection and the port. What still waits for an answer rejects with `emulator_closed`. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#deliverer.close();
    await Promise.all([this.#gateway.close(), stopListening(this.#server)]);
    this.#settings.logger.info("closed", { url: this.url });
  }

  #assertOpen(what: string): void {
    if (this.#closing !== undefined) throw new ClosedError(what);
  }

  #routes(): ReturnType<typeof platformRoutes> {
    const routes = platformRoutes(this.#gateway);
    const { host, maxAdminBodyBytes, logger } = this.#settings;
    routes.route(
      "/_emu",
      adminRoutes({
        emulator: this,
        apps: this.#apps,
        town: this.#town,
        boundHost: host,
        maxBodyBytes: maxAdminBodyBytes,
        logger,
      }),
    );
    return routes;
  }
}
