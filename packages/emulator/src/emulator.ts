import type { Server } from "node:http";
import { Activity } from "./activity/activity.ts";
import { publishChat } from "./activity/publish-chat.ts";
import { adminRoutes } from "./admin/admin-routes.ts";
import type { App, AppDelivery } from "./apps/app.ts";
import type { AppOptions } from "./apps/app-options.ts";
import { AppRegistry } from "./apps/app-registry.ts";
import type { TemplateInput } from "./chat/cards/template-store.ts";
import type { Group, GroupOptions } from "./chat/messages/group.ts";
import type { Tenant } from "./chat/people/tenant.ts";
import type { User, UserOptions } from "./chat/people/user.ts";
import { ChatState } from "./chat/state/chat-state.ts";
import { Town } from "./chat/town.ts";
import { Views } from "./chat/views.ts";
import { Deliverer } from "./delivery/deliverer.ts";
import type { Delivery } from "./delivery/delivery.ts";
import { PendingEvents } from "./delivery/events/pending-events.ts";
import { Journal } from "./delivery/journal.ts";
import { ArgumentError, ClosedError } from "./errors.ts";
import { FaultSwitches } from "./faults/fault-switches.ts";
import type { Faults } from "./faults/faults.ts";
import { ConnectionPool } from "./gateway/connection-pool.ts";
import { Gateway } from "./gateway/gateway.ts";
import { type WireFault, WireFaults } from "./gateway/wire-faults.ts";
import { authority, createOriginServer, listen, stopListening } from "./http/origin-server.ts";
import { platformRoutes } from "./http/platform-routes.ts";
import { OpenApi } from "./openapi/open-api.ts";
import type { Settings } from "./options.ts";
import { Random } from "./random.ts";
import { checkedStates, type EmulatorSnapshot, loadSnapshot, type Rooms, takeSnapshot } from "./state/snapshot.ts";
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
  readonly #random: Random;
  readonly #pool = new ConnectionPool();
  readonly #apps: AppRegistry;
  readonly #views: Views;
  readonly #journal: Journal;
  readonly #pending: PendingEvents;
  readonly #faults: WireFaults;
  readonly #switches: FaultSwitches;
  readonly #gateway: Gateway;
  readonly #openApi: OpenApi;
  readonly #server: Server;
  /** What `snapshot`, `restore` and `reset` are about, in the order in which it is put back. */
  readonly #rooms: Rooms;
  /** A new one after each reset: nothing of what it was waiting for is left. */
  #deliverer: Deliverer;
  #authority = "";
  #closing: Promise<void> | undefined;

  private constructor(settings: Settings) {
    const random = new Random(settings.seed);
    const { clock, logger } = settings;
    this.seed = settings.seed;
    this.clock = clock;
    this.activity = new Activity(clock, logger);
    this.#settings = settings;
    this.#random = random;
    this.#journal = new Journal(settings.maxJournalEntries, (delivery) =>
      this.activity.publish({ type: "delivery", appId: delivery.appId, delivery }),
    );
    this.#pending = new PendingEvents({
      clock,
      settings: settings.delivery,
      journal: this.#journal,
      pushAgain: (event) => {
        const app = this.#apps.find(event.appId);
        if (app !== undefined) this.#deliverer.pushAgain(app, event);
      },
    });
    this.#faults = new WireFaults(logger);
    this.#switches = new FaultSwitches(random.stream("faults"), this.activity);
    this.#deliverer = this.#newDeliverer();
    const { maxMessages, maxCardVersions, cardChecks, quirks } = settings;
    const { templateVariables } = quirks;
    const limits = { maxMessages, maxCardVersions, cardChecks, templateVariables };
    const town = new Town({ clock, random: random.stream("chat"), ...limits });
    publishChat(town, this.activity);
    const apps = (): App[] => this.#apps.all();
    this.#views = new Views({ town, random: random.stream("clicks"), quirks, apps });
    const delivery: AppDelivery = {
      clock,
      random: random.stream("app"),
      activity: this.activity,
      connections: (appId) => this.#pool.open(appId).map((connection) => connection.info),
      disconnect: (appId, connectionId, how) => this.#pool.disconnect(appId, connectionId, how),
      sendEvent: (target, push) => this.#deliverer.sendEvent(target, push),
      sendCallback: (target, push, originalCard) => this.#deliverer.sendCallback(target, push, originalCard),
      verifyRequestUrl: (url, config, appId) => this.#deliverer.verifyRequestUrl(url, config, appId),
    };
    this.#apps = new AppRegistry(random.stream("apps"), delivery, () => town.directory.defaultTenant.tenantKey);
    this.#gateway = new Gateway({
      settings,
      pool: this.#pool,
      faults: this.#faults,
      switches: this.#switches,
      activity: this.activity,
      random: random.stream("gateway"),
      apps: this.#apps,
      answered: (connection, frame) => this.#deliverer.answered(connection, frame),
    });
    this.#openApi = new OpenApi({
      settings,
      random: random.stream("openapi"),
      apps: this.#apps,
      views: this.#views,
      faults: this.#switches,
    });
    this.#server = createOriginServer(this.#routes(), this.#gateway);
    this.#rooms = {
      ...(settings.ownsClock ? { clock } : {}),
      random,
      apps: this.#apps,
      chat: new ChatState(this.#views),
      rest: this.#openApi,
      journal: this.#journal,
      events: this.#pending,
    };
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

  /** Faults on demand: delays, silence, refusals, lost and broken messages, errors of calls. */
  get faults(): Faults {
    return this.#switches;
  }

  /**
   * The bytes of a push over the long connection as they were sent, frame by frame, but for what faults on demand did
   * to them; empty for a webhook, whose bytes are `delivery.http.requestBody`, and for what was not sent.
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
    const app = this.#apps.create(options);
    if (app.published.kind === "store") this.#openApi.startTickets();
    return app;
  }

  /**
   * Creates a person.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  createUser(options: UserOptions): User {
    this.#assertOpen("No user can be created");
    return this.#views.createUser(options);
  }

  /**
   * Creates a chat of several people and bots.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  createGroup(options: GroupOptions): Group {
    this.#assertOpen("No group can be created");
    return this.#views.createGroup(options);
  }

  /**
   * Creates another company, for people and apps that are not of the one there is.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  createTenant(name: string): Tenant {
    this.#assertOpen("No company can be created");
    return this.#views.createTenant(name);
  }

  /**
   * From now on every access token that `app` holds is refused with 99991663, as after a reset of its secret. It gets
   * new ones.
   */
  revokeTokens(app: App): void {
    this.#openApi.revokeTokens(app.appId);
  }

  /**
   * Pushes a new `app_ticket` to a store app at once, as the platform does every hour and when the app asks for it; resolves
   * with what came of it.
   *
   * @throws EmulatorError `bad_argument` for a self-built app, which has no tickets; `emulator_closed`
   */
  async pushAppTicket(app: App): Promise<Delivery> {
    this.#assertOpen("No ticket can be pushed");
    if (app.published.kind === "store") return this.#openApi.pushTicket(app);
    throw new ArgumentError("bad_argument", `${app.appId} is self-built and needs no app_ticket. Create a store app.`);
  }

  /**
   * Publishes a card of the card builder, so that messages and answers can name it. Without that a template stays a
   * reference, which cannot be clicked.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  publishTemplate(template: TemplateInput): void {
    this.#assertOpen("No template can be published");
    this.#views.publishTemplate(template);
  }

  /**
   * Back to an empty emulator on the same port: apps, people, chats, faults and the journal are gone, connections are
   * closed with 1001, ids begin again from the seed, and the clock is where it was at first, unless it is a clock that
   * you gave. What still waits for an answer rejects with `emulator_closed`.
   *
   * @throws EmulatorError `emulator_closed`
   */
  reset(): void {
    this.#assertOpen("Nothing can be reset");
    this.#deliverer.close();
    this.#gateway.dropConnections();
    for (const room of Object.values(this.#rooms)) room.reset();
    this.#random.reset(this.seed);
    this.#faults.reset();
    this.#begin("reset");
  }

  /**
   * All there is, as plain data to keep as JSON: apps, people, chats, the journal, events that are to be pushed again, where
   * chance and the clock stand. Not in it: connections, faults, and what is on its way; an event on its way counts as failed.
   *
   * @throws EmulatorError `emulator_closed`
   */
  snapshot(): EmulatorSnapshot {
    this.#assertOpen("There is no snapshot");
    return takeSnapshot(this.#rooms);
  }

  /**
   * Puts a snapshot back in the place of all there is. Apps that are in both, with the same secret, stay the same
   * objects and keep their connections; others are closed with 1001. A manual clock goes to the snapshot's time, another
   * takes its offset.
   *
   * @param snapshot what `snapshot` has given, here or in another emulator; also after a way through JSON
   * @throws EmulatorError `snapshot_refused`, and then nothing has changed, or the emulator is empty and the message says
   *   so; `emulator_closed`
   */
  restore(snapshot: EmulatorSnapshot): void {
    this.#assertOpen("Nothing can be restored");
    checkedStates(snapshot, this.#rooms);
    this.#deliverer.close();
    const before = new Map(this.#apps.all().map((app) => [app.appId, app]));
    try {
      loadSnapshot(snapshot, this.#rooms);
    } finally {
      this.#gateway.dropConnections((appId) => this.#apps.find(appId) === before.get(appId));
      this.#begin("restored");
    }
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
    this.#views.close();
    this.#deliverer.close();
    this.#pending.close();
    this.#openApi.close();
    await Promise.all([this.#gateway.close(), stopListening(this.#server)]);
    this.#settings.logger.info("closed", { url: this.url });
  }

  #newDeliverer(): Deliverer {
    return new Deliverer({
      settings: this.#settings,
      pool: this.#pool,
      faults: this.#faults,
      switches: this.#switches,
      random: this.#random.stream("delivery"),
      journal: this.#journal,
      pending: this.#pending,
      whyBadCard: (card, appId) => this.#views.town.whyBadCard(card, appId),
    });
  }

  /** Goes on with another state. */
  #begin(type: "reset" | "restored"): void {
    this.#switches.reset();
    this.#deliverer = this.#newDeliverer();
    this.#gateway.restartPings();
    this.activity.reset();
    this.activity.publish({ type });
    this.#settings.logger.info(type, { url: this.url });
  }

  #assertOpen(what: string): void {
    if (this.#closing !== undefined) throw new ClosedError(what);
  }

  #routes(): ReturnType<typeof platformRoutes> {
    const routes = platformRoutes(this.#gateway, this.#openApi);
    const { host, maxAdminBodyBytes, logger } = this.#settings;
    routes.route(
      "/_emu",
      adminRoutes({
        emulator: this,
        apps: this.#apps,
        views: this.#views,
        boundHost: host,
        maxBodyBytes: maxAdminBodyBytes,
        logger,
      }),
    );
    return routes;
  }
}
