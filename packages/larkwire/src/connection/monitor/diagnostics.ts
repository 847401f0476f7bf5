import { type Channel, channel } from "node:diagnostics_channel";
import type { DiagnosticEvents, DiagnosticName } from "./diagnostic-events.ts";

/** All channels; the compiler holds the list to the types. */
const NAMES: Readonly<Record<DiagnosticName, true>> = {
  "client.state": true,
  "connection.opened": true,
  "connection.doubted": true,
  "connection.lost": true,
  gap: true,
  "message.received": true,
  "message.answered": true,
  "answer.lost": true,
};

/**
 * Tells what happens to one app through `node:diagnostics_channel`. Without a subscriber nothing is composed and nothing
 * is called; what a subscriber throws does not come back here.
 */
export class Diagnostics {
  readonly #appId: string;
  readonly #channels: ReadonlyMap<string, Channel>;

  constructor(appId: string) {
    this.#appId = appId;
    this.#channels = new Map(Object.keys(NAMES).map((name) => [name, channel(`larkwire:${name}`)]));
  }

  /** @param compose called only when somebody listens */
  publish<Name extends DiagnosticName>(name: Name, compose: () => DiagnosticEvents[Name]): void {
    const target = this.#channels.get(name);
    if (target?.hasSubscribers) target.publish({ appId: this.#appId, ...compose() });
  }
}
