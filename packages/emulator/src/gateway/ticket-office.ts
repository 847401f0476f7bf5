import { timingSafeEqual } from "node:crypto";
import { CONNECTION_QUERY } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { Random } from "../random.ts";
import type { ConnectionIdentity } from "./connection.ts";

/** Tickets that may be unused at the same time; the oldest is dropped. */
const MAX_TICKETS = 10_000;

/** As seen in the platform's URLs. */
const SERVICE_ID = 33_554_678;
const LEADING_PARAMETERS = "fpid=493&aid=552564";

interface Ticket {
  readonly identity: ConnectionIdentity;
  readonly accessKey: string;
  readonly expiresAt: number;
}

/** Sells admission to the WebSocket endpoint: each ticket opens one connection, once, soon. */
export class TicketOffice {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #lifetimeMs: number;
  readonly #tickets = new Map<string, Ticket>();

  constructor(clock: Clock, random: Random, lifetimeMs: number) {
    this.#clock = clock;
    this.#random = random;
    this.#lifetimeMs = lifetimeMs;
  }

  /**
   * A new ticket as the query of a connection's URL. The first parameter is neither `device_id` nor `service_id`:
   * the official Node client loses the first one.
   */
  issue(appId: string): string {
    // A stream per app: the order in which the clients of several apps dial differs from run to run.
    const random = this.#random.stream(appId);
    const identity: ConnectionIdentity = { id: random.digits(19), appId, serviceId: SERVICE_ID };
    const accessKey = random.hex(32);
    const ticket = random.uuid();
    this.#makeRoom();
    this.#tickets.set(ticket, { identity, accessKey, expiresAt: this.#clock.now() + this.#lifetimeMs });
    const query = new URLSearchParams([
      [CONNECTION_QUERY.deviceId, identity.id],
      [CONNECTION_QUERY.accessKey, accessKey],
      [CONNECTION_QUERY.serviceId, String(identity.serviceId)],
      [CONNECTION_QUERY.ticket, ticket],
    ]);
    return `${LEADING_PARAMETERS}&${query}`;
  }

  /** Takes the ticket back. `undefined` when it is unknown, used, too old or does not go with the other parameters. */
  redeem(query: URLSearchParams): ConnectionIdentity | undefined {
    const name = query.get(CONNECTION_QUERY.ticket) ?? "";
    const ticket = this.#tickets.get(name);
    if (ticket === undefined) return undefined;
    this.#tickets.delete(name);
    const fits =
      query.get(CONNECTION_QUERY.deviceId) === ticket.identity.id &&
      equal(query.get(CONNECTION_QUERY.accessKey) ?? "", ticket.accessKey);
    return fits && this.#clock.now() < ticket.expiresAt ? ticket.identity : undefined;
  }

  /** No ticket is good any more. */
  reset(): void {
    this.#tickets.clear();
  }

  #makeRoom(): void {
    const now = this.#clock.now();
    for (const [name, ticket] of this.#tickets) {
      if (ticket.expiresAt > now && this.#tickets.size < MAX_TICKETS) return;
      this.#tickets.delete(name);
    }
  }
}

function equal(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
