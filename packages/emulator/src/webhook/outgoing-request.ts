import type { FaultKind, FaultOf } from "../faults/fault.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { Random } from "../random.ts";
import type { Disturbance } from "./disturbance.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** A push as it goes to a server, with the faults that struck it. */
export interface OutgoingRequest {
  readonly request: WebhookRequest;
  /** How often it is sent, at once and each time on a connection of its own. */
  readonly copies: number;
  readonly disturbance: Disturbance;
  /** Names of the faults that have struck so far; one that strikes the answer comes later. */
  readonly faults: FaultKind[];
}

/**
 * Lets the faults for pushes strike a request, each at its place.
 *
 * @param json the body before it is encrypted and signed
 * @param make encrypts and signs
 */
export function outgoingRequest(
  json: string,
  make: (json: string) => WebhookRequest,
  appId: string,
  switches: FaultSwitches,
): OutgoingRequest {
  const place = { appId, transport: "webhook" } as const;
  const faults: FaultKind[] = [];
  const take = <K extends FaultKind>(kind: K, fits?: (fault: FaultOf<K>) => boolean): FaultOf<K> | undefined => {
    const fault = switches.take(kind, place, fits);
    if (fault !== undefined && !faults.includes(kind)) faults.push(kind);
    return fault;
  };
  const refused = take("connect_error");
  if (refused !== undefined) {
    return { request: make(json), copies: 1, disturbance: { unreachable: refused.how ?? "refused" }, faults };
  }
  if (take("drop_push") !== undefined) {
    return { request: make(json), copies: 1, disturbance: { unreachable: "lost" }, faults };
  }
  const hole = switches.takeStanding("black_hole", place);
  if (hole !== undefined) faults.push("black_hole");
  const requestDelayMs = take("delay", ({ direction }) => direction !== "from_app")?.ms;
  const maxWriteBytes = take("split")?.bytes;
  const corruption = take("corrupt_frame");
  const duplicate = take("duplicate_push");
  const ending = take("close") ?? take("cut");
  const whole = make(corruption?.how === "payload" ? json.slice(0, -1) : json);
  const disturbance: Disturbance = {
    hold: hole === undefined ? undefined : (release) => untilCleared(hole.faultId, release, switches),
    requestDelayMs,
    maxWriteBytes,
    endsShort: corruption?.how === "truncated",
    ending: ending === undefined ? undefined : { kind: ending.kind, when: ending.when ?? "after_push" },
    answerDelayMs: () => take("delay", ({ direction }) => direction !== "to_app")?.ms ?? 0,
  };
  const request = corruption === undefined ? whole : corrupted(whole, corruption.how, switches.random);
  return { request, copies: duplicate === undefined ? 1 : (duplicate.copies ?? 2), disturbance, faults };
}

/** Calls `release` when the fault is taken back; the returned function ends the wait. */
function untilCleared(faultId: string, release: () => void, switches: FaultSwitches): () => void {
  const stop = switches.onChange(() => {
    if (switches.has(faultId)) return;
    stop();
    release();
  });
  return stop;
}

/** What is sent in place of a request, so that it cannot be read. Its signature stays that of the good one. */
function corrupted(request: WebhookRequest, how: FaultOf<"corrupt_frame">["how"], random: Random): WebhookRequest {
  const { body, headers } = request;
  if (how === "payload") return request;
  if (how === "text") return { ...request, headers: { ...headers, "Content-Type": "text/plain;charset=utf-8" } };
  // Never half of a character, so that the length in bytes is that of the text.
  if (how === "truncated")
    return { ...request, body: body.slice(0, body.length >>> 1).replace(/[\uD800-\uDBFF]$/, "") };
  // No JSON begins like this, so that chance cannot make some.
  const other = how === "empty" ? "" : `!${random.alphanumeric(Math.min(body.length, 1_024))}`;
  return { ...request, body: other, headers: { ...headers, "Content-Length": String(other.length) } };
}
