import type { TimerHandle } from "../../clock.ts";
import type { ConnectionError } from "../../errors.ts";
import type { ConnectVerdict } from "../dialling/connect-policy.ts";
import type { Session } from "../session/session.ts";

/** Where a link is, and what it owns there. */
export type LinkState =
  | { readonly name: "idle" }
  | { readonly name: "dialling"; readonly attempt: number; readonly abort: AbortController }
  | {
      readonly name: "open";
      readonly attempt: number;
      readonly session: Session;
      readonly openedAtMs: number;
      /** Until the connection is renewed, when it is. */
      readonly timer: TimerHandle | undefined;
    }
  /** Open, and its successor is dialled. */
  | {
      readonly name: "renewing";
      readonly attempt: number;
      readonly session: Session;
      readonly openedAtMs: number;
      readonly abort: AbortController;
    }
  | {
      readonly name: "waiting";
      readonly attempt: number;
      readonly error: ConnectionError;
      readonly verdict: ConnectVerdict;
      readonly timer: TimerHandle;
      /** Milliseconds since 1970. */
      readonly nextAttemptAt: number;
    }
  | { readonly name: "closing"; readonly session: Session }
  | { readonly name: "ended"; readonly error: ConnectionError | undefined };

const LEGAL_TRANSITIONS: Record<LinkState["name"], readonly LinkState["name"][]> = {
  idle: ["dialling", "ended"],
  dialling: ["open", "waiting", "ended"],
  // To itself when only the time of its renewal changes.
  open: ["open", "renewing", "waiting", "closing", "ended"],
  renewing: ["open", "dialling", "closing", "ended"],
  waiting: ["dialling", "ended"],
  closing: ["ended"],
  ended: [],
};

export function isLegalTransition(from: LinkState, to: LinkState): boolean {
  return LEGAL_TRANSITIONS[from.name].includes(to.name);
}

/** Whether messages can arrive. */
export function isOpen(state: LinkState): boolean {
  return state.name === "open" || state.name === "renewing";
}
