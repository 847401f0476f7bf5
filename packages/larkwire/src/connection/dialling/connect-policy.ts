import { DISCOVERY_CODE } from "@larkwire/protocol";
import type { ConnectionErrorCode } from "../../errors.ts";

/**
 * What to do when the platform says no:
 * - `retry`: soon, with growing waits;
 * - `wait`: not before the platform's full reconnect interval is over, because hammering makes it worse;
 * - `fatal`: never again with this configuration.
 */
export type ConnectVerdict = "retry" | "wait" | "fatal";

export interface ConnectPolicy {
  readonly verdict: ConnectVerdict;
  readonly error: ConnectionErrorCode;
  /** Reason and next step for the error's message. */
  readonly advice: string;
}

/**
 * Codes of the discovery reply and of a refused upgrade. Where the official clients disagree, a code is fatal only if
 * trying again cannot help: Node stops at 1, which the others retry; all stop at the connection limit, which passes as
 * soon as another client leaves.
 */
const POLICY: ReadonlyMap<number, ConnectPolicy> = new Map<number, ConnectPolicy>([
  [DISCOVERY_CODE.systemBusy, { verdict: "retry", error: "platform_busy", advice: "The platform is busy." }],
  [DISCOVERY_CODE.internalError, { verdict: "retry", error: "platform_busy", advice: "The platform had an error." }],
  [
    DISCOVERY_CODE.forbidden,
    {
      verdict: "fatal",
      error: "app_forbidden",
      advice:
        "The app may not use the long connection. Check in the developer console that it is a self-built app, enabled, and not banned.",
    },
  ],
  [DISCOVERY_CODE.authFailed, rejected("Check the app id and secret under Credentials in the developer console.")],
  [DISCOVERY_CODE.noCredential, rejected("The platform received no app id or no secret. Check both options.")],
  [
    DISCOVERY_CODE.credentialInvalid,
    rejected("App id and secret do not belong together. Copy both again from the developer console."),
  ],
  [DISCOVERY_CODE.appIdMalformed, rejected("The app id is malformed; it begins with cli_. Copy it again.")],
  [
    DISCOVERY_CODE.connectionLimit,
    {
      verdict: "wait",
      error: "connection_limit",
      advice:
        "The app has as many connections open as it may (documented: 50). Stop clients that are not needed; this one waits and tries again.",
    },
  ],
  [
    DISCOVERY_CODE.wrongDomain,
    { verdict: "fatal", error: "wrong_domain", advice: "The app does not belong to this domain." },
  ],
]);

/** The policy for a code; a code that is not known is fatal, as in all official clients. */
export function connectPolicy(platformCode: number): ConnectPolicy {
  return (
    POLICY.get(platformCode) ?? {
      verdict: "fatal",
      error: "discovery_rejected",
      advice: "This code is not known here. Look it up in the platform's error codes.",
    }
  );
}

/** Every code with a policy of its own. */
export const KNOWN_CONNECT_CODES: readonly number[] = [...POLICY.keys()];

function rejected(advice: string): ConnectPolicy {
  return { verdict: "fatal", error: "credentials_rejected", advice };
}
