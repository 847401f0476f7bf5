import type { Connection } from "./connection.ts";

/** RFC 6455: the server is going away. */
const GOING_AWAY = 1001;

/** The open connections by app. */
export class ConnectionPool {
  readonly #byApp = new Map<string, Set<Connection>>();

  add(connection: Connection): void {
    const connections = this.#byApp.get(connection.appId) ?? new Set();
    this.#byApp.set(connection.appId, connections.add(connection));
  }

  remove(connection: Connection): void {
    const connections = this.#byApp.get(connection.appId);
    connections?.delete(connection);
    if (connections?.size === 0) this.#byApp.delete(connection.appId);
  }

  /** All connections of an app, also those in their closing handshake. */
  count(appId: string): number {
    return this.#byApp.get(appId)?.size ?? 0;
  }

  /** Those of an app that can take a message now, oldest first. */
  open(appId: string): Connection[] {
    return [...(this.#byApp.get(appId) ?? [])].filter((connection) => connection.isOpen);
  }

  /** Ends an open connection of an app: `close` with code 1001, as a gateway that goes away does, or `cut`. */
  disconnect(appId: string, connectionId: string, how: "close" | "cut"): boolean {
    const connection = this.open(appId).find(({ id }) => id === connectionId);
    if (how === "cut") connection?.cut();
    else connection?.close(GOING_AWAY, "the gateway is going away");
    return connection !== undefined;
  }

  all(): Connection[] {
    return [...this.#byApp.values()].flatMap((connections) => [...connections]);
  }
}
