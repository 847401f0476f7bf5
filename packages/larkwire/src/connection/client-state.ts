import type { ConnectionError } from "../errors.ts";

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

/** Whether two states say the same, so that listeners hear of changes only. */
export function isSameState(one: ClientState, other: ClientState): boolean {
  return (
    one.name === other.name &&
    ("error" in one ? one.error : undefined) === ("error" in other ? other.error : undefined) &&
    ("openConnections" in one ? one.openConnections : 0) === ("openConnections" in other ? other.openConnections : 0)
  );
}
