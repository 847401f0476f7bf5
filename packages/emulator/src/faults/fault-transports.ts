import type { FaultKind, FaultTransport } from "./fault.ts";

/** The ways on which a fault has a meaning, and why it has none on the others. */
interface Reach {
  readonly transports: readonly FaultTransport[];
  /** A clause; missing for a fault that acts on both ways. */
  readonly because?: string;
}

const BOTH: Reach = { transports: ["long_connection", "webhook"] };
const NO_DIALLING = "a server is posted to, and asks for no connection";
const ORDERED = "TCP brings the bytes of a request in order and each of them once";

/** For every fault, which pushes it can strike. */
const REACH: Readonly<Record<FaultKind, Reach>> = {
  discovery_error: onlyLongConnection(NO_DIALLING),
  discovery_config: onlyLongConnection(NO_DIALLING),
  discovery_silence: onlyLongConnection(NO_DIALLING),
  upgrade_error: onlyLongConnection(NO_DIALLING),
  upgrade_silence: onlyLongConnection(NO_DIALLING),
  connect_error: { transports: ["webhook"], because: "there the app dials; take upgrade_error or discovery_error" },
  delay: BOTH,
  black_hole: BOTH,
  bad_pong: onlyLongConnection("HTTP has no pings"),
  drop_push: BOTH,
  duplicate_push: BOTH,
  split: BOTH,
  reorder_parts: onlyLongConnection(ORDERED),
  duplicate_part: onlyLongConnection(ORDERED),
  drop_part: onlyLongConnection(ORDERED),
  corrupt_frame: BOTH,
  card_frame: onlyLongConnection("a request has no frames"),
  close: BOTH,
  cut: BOTH,
  first_push_wait: onlyLongConnection("every request has a connection of its own"),
  repeat_event: BOTH,
  rest_error: { transports: [], because: "a REST call is no push" },
};

/** The ways on which a fault of this kind acts; none for `rest_error`, which strikes no pushes. */
export function transportsOf(kind: FaultKind): readonly FaultTransport[] {
  return REACH[kind].transports;
}

/** Why a fault of this kind cannot act on `transport`, as a clause; `undefined` when it can. */
export function whyWithout(kind: FaultKind, transport: FaultTransport): string | undefined {
  const { transports, because } = REACH[kind];
  return transports.includes(transport) ? undefined : because;
}

function onlyLongConnection(because: string): Reach {
  return { transports: ["long_connection"], because };
}
