import type { ClientState } from "../client-state.ts";
import { isOpen, type LinkState } from "./link-state.ts";

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
