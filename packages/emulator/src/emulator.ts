import type { Server } from "node:http";
import { Activity } from "./activity/activity.ts";
import { adminRoutes } from "./admin/admin-routes.ts";
import type { App } from "./apps/app.ts";
import type { AppOptions } from "./apps/app-options.ts";
import { AppRegistry } from "./apps/app-registry.ts";
import { Town } from "./chat/town.ts";
import type { User, UserOptions } from "./chat/user.ts";
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
import type { EmulatorClock } from "./time/emulator-clock.ts";

/** The open platform on this machine. Made by `startEmulator`. */
export class Emulator implements AsyncDisposable {
  /** Where all ids and random choices began; give it to `startEmulator` to get the same ones again. */
  readonly seed: number;
  /** The platform's time. `emulator.clock.advance(30 * 60_000)` lets half an hour pass. */
  readonly clock: EmulatorClock;
  /** Everything that happens, in order: connections, deliveries, cards, the console, faults. */
  readonly activity: Activity;
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
    this.activity = new Activity(settings.clock, settings.logger);
    this.#journal = new Journal(settings.maxJournalEntries, (delivery) =>
      this.activity.publish({ type: "delivery", appId: delivery.appId, delivery }),
    );
    this.#faults = new WireFaults(settings.logger);
    const shared = { settings, pool, faults: this.#faults };
    this.#deliverer = new Deliverer({ ...shared, random: random.stream("delivery"), journal: this.#journal });
    this.#town = new Town(settings.clock, random.stream("chat"));
    this.#apps = new AppRegistry(random.stream("apps"), {
      clock: settings.clock,
      random: random.stream("app"),
      activity: this.activity,
      connections: (appId) => pool.open(appId).map((connection) => connection.info),
      sendEvent: (target, push) => this.#deliverer.sendEvent(target, push),
      sendCallback: (target, push, originalCard) => this.#deliverer.sendCallback(target, push, originalCard),
      verifyRequestUrl: (url, config, appId) => this.#deliverer.verifyRequestUrl(url, config, appId),
    });
    const answered: Deliverer["answered"] = (connection, frame) => this.#deliverer.answered(connection, frame);
    this.#gateway = new Gateway({ ...shared, random: random.stream("gateway"), apps: this.#apps, answered });
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

  /**
   * The bytes of a push over the long connection as they were sent, frame by frame; empty for a webhook, whose bytes
   * are `delivery.http.requestBody`, and for what was not sent.
   */
  sentFrames(delivery: Delivery): Uint8Array[] {
    return this.#deliverer.sentFrames(delivery);
  }

  /** What clients did wrong on the wire, counted. */
  get wireFaults(): Readonly<Record<WireFault, number>> {
    return this.#faults.all();
  }

  /**
   * Registers a self-built app with a bot, long connection on, all events and callbacks subscribed, published. With
   * `blank: true` it is as the real console creates one.
   *
   * @throws EmulatorError `bad_argument`, `app_exists`, `emulator_closed`, and what `developerConsole.save` throws for
   *   settings that cannot stand
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

  /**
   * A fault on demand: the next `count` events are pushed once more after they have succeeded, as the platform says may
   * happen. The repeats have the same event id, and `duplicateOf` in the journal. 0 takes back what was asked for.
   *
   * @throws EmulatorError `bad_argument`
   */
  duplicateNextEvents(count = 1): void {
    this.#deliverer.duplicateNextEvents(count);
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
