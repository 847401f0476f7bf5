import type { ConnectionError } from "../errors.ts";
import { isOpen, type LinkState } from "./link/link-state.ts";

/** Where a `WSClient` is. */
export type ClientState =
  /** `start()` was not called yet. */
  | { readonly name: "idle" }
  /** No connection was open so far. `error` is why the last attempt failed. */
  | { readonly name: "connecting"; readonly error?: ConnectionError | undefined }
  /** At least one connection is open: messages can arrive. */
  | { readonly name: "connected"; readonly openConnections: number }
  /** All connections are lost for now. `error` is the last reason. */
  | { readonly name: "reconnecting"; readonly error?: ConnectionError | undefined }
  /** `close()` was called and running handlers may still answer. */
  | { readonly name: "closing" }
  /** `close()` is done. Final. */
  | { readonly name: "closed" }
  /** The client gave up. Final. */
  | { readonly name: "failed"; readonly error: ConnectionError };

/** What the states of a client's links add up to, before `close()` is called. */
export function summariseLinks(links: readonly LinkState[], wasConnected: boolean): ClientState {
  if (links.every((link) => link.name === "idle")) return { name: "idle" };
  const openConnections = links.filter(isOpen).length;
  if (openConnections > 0) return { name: "connected", openConnections };
  const ended = links.flatMap((link) => (link.name === "ended" && link.error !== undefined ? [link.error] : []));
  const [firstError] = ended;
  if (ended.length === links.length && firstError !== undefined) return { name: "failed", error: firstError };
  const waiting = links.find((link) => link.name === "waiting");
  return { name: wasConnected ? "reconnecting" : "connecting", error: waiting?.error };
}

/** Whether two states say the same, so that listeners hear of changes only. */
export function isSameState(one: ClientState, other: ClientState): boolean {
  return (
    one.name === other.name &&
    ("error" in one ? one.error : undefined) === ("error" in other ? other.error : undefined) &&
    ("openConnections" in one ? one.openConnections : 0) === ("openConnections" in other ? other.openConnections : 0)
  );
}
