import type { Connection } from "./connection.ts";

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

  all(): Connection[] {
    return [...this.#byApp.values()].flatMap((connections) => [...connections]);
  }
}
