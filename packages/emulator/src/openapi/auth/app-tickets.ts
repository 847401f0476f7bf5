import type { App } from "../../apps/app.ts";
import type { Clock } from "../../clock.ts";
import type { Delivery } from "../../delivery/delivery.ts";
import type { Random } from "../../random.ts";
import type { StatefulRoom } from "../../state/stateful-room.ts";

/** How often a store app gets a new ticket. Source: the page of the event `app_ticket`. */
const PUSH_INTERVAL_MS: number = 60 * 60 * 1000;

interface AppTicket {
  readonly appId: string;
  readonly ticket: string;
  readonly expiresAt: number;
}

/** The tickets in a snapshot. */
export interface AppTicketsState {
  readonly tickets: readonly AppTicket[];
  /** Milliseconds since 1970; missing when there was never a store app. */
  readonly nextPushAt?: number | undefined;
}

interface TicketDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** How long a ticket is good for. */
  readonly lifetimeMs: number;
  apps(): readonly App[];
}

/** The `app_ticket`s by which store apps get their access tokens: pushed every hour, and when one is asked for. */
export class AppTickets implements StatefulRoom<AppTicketsState> {
  readonly #deps: TicketDeps;
  #tickets: readonly AppTicket[] = [];
  #next: { readonly at: number; readonly timer: unknown } | undefined;

  constructor(deps: TicketDeps) {
    this.#deps = deps;
  }

  /** Begins to push once an hour; to be called when there is a store app. */
  start(): void {
    if (this.#next === undefined) this.#schedule(this.#deps.clock.now() + PUSH_INTERVAL_MS);
  }

  /**
   * Gives the app a new ticket, and pushes the event `app_ticket`, to which store apps are subscribed by themselves.
   *
   * @throws EmulatorError `emulator_closed`
   */
  push(app: App): Promise<Delivery> {
    const { clock, random, lifetimeMs } = this.#deps;
    const { appId } = app;
    const ticket = random.stream(appId).hex(32);
    const now = clock.now();
    const good = this.#tickets.filter(({ expiresAt }) => expiresAt > now);
    this.#tickets = [...good, { appId, ticket, expiresAt: now + lifetimeMs }];
    return app.deliverEvent({ version: "p1", type: "app_ticket", event: { app_ticket: ticket } });
  }

  /** The same for a caller that does not wait for it. */
  pushInBackground(app: App): void {
    // All it can reject with is that the emulator was closed.
    this.push(app).catch(() => undefined);
  }

  isGood(appId: string, ticket: string): boolean {
    const now = this.#deps.clock.now();
    return this.#tickets.some((each) => each.appId === appId && each.ticket === ticket && each.expiresAt > now);
  }

  snapshot(): AppTicketsState {
    return { tickets: this.#tickets, nextPushAt: this.#next?.at };
  }

  restore({ tickets, nextPushAt }: AppTicketsState): void {
    this.reset();
    this.#tickets = [...tickets];
    if (nextPushAt !== undefined) this.#schedule(nextPushAt);
  }

  reset(): void {
    this.close();
    this.#tickets = [];
  }

  /** Nothing is pushed by itself after this. */
  close(): void {
    if (this.#next !== undefined) this.#deps.clock.clearTimeout(this.#next.timer);
    this.#next = undefined;
  }

  #schedule(at: number): void {
    const { clock } = this.#deps;
    this.#next = { at, timer: clock.setTimeout(() => this.#pushToAll(at), at - clock.now()) };
  }

  /** Apps without an address get nothing, and there is nothing to write down about it. */
  #pushToAll(at: number): void {
    this.#schedule(at + PUSH_INTERVAL_MS);
    for (const app of this.#deps.apps()) {
      const { kind, events } = app.published;
      if (kind === "store" && app.enabled && events.requestUrl) this.pushInBackground(app);
    }
  }
}
