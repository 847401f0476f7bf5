import { encodeFrame, type Frame, splitMessage } from "@larkwire/protocol";
import type { FaultKind, FaultOf } from "../faults/fault.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { StrikePlace } from "../faults/faults.ts";
import { corrupt, duplicate, reorder, type WireMessage, withBrokenPayload } from "./part-faults.ts";

/** What happens to the connection with a push. */
export type PushEnding = FaultOf<"close"> | FaultOf<"cut">;

/** A push as it goes onto the wire, with the faults that struck it. */
export interface OutgoingPush {
  /** Parts the message was cut into. */
  readonly parts: number;
  /** In the order in which they are sent; none when it is dropped. */
  readonly messages: readonly WireMessage[];
  /** Names of the faults. */
  readonly faults: readonly FaultKind[];
  /** How the connection ends with it. */
  readonly ending: PushEnding | undefined;
  /** Time since the opening of the connection before which it is not sent. */
  readonly waitMs: number;
}

/** Puts a whole message onto the wire, and lets the faults for pushes strike, each at its place. */
export function outgoingPush(
  frame: Frame,
  place: StrikePlace,
  maxFramePayloadBytes: number,
  switches: FaultSwitches,
): OutgoingPush {
  const faults: FaultKind[] = [];
  const take = <K extends FaultKind>(kind: K): FaultOf<K> | undefined => {
    const fault = switches.take(kind, place);
    if (fault !== undefined) faults.push(kind);
    return fault;
  };
  const bytes = take("split")?.bytes ?? maxFramePayloadBytes;
  const corruption = take("corrupt_frame");
  const whole = corruption?.how === "payload" ? withBrokenPayload(frame) : frame;
  const parts = splitMessage(whole, bytes);
  const last = parts.at(-1);
  let messages: WireMessage[] = parts.map((part) =>
    corruption !== undefined && corruption.how !== "payload" && part === last
      ? corrupt(part, corruption.how, switches.random)
      : encodeFrame(part),
  );
  const missing = take("drop_part");
  if (missing !== undefined) messages = messages.filter((_, at) => at !== (missing.part ?? 0));
  const twice = take("duplicate_part");
  if (twice !== undefined) messages = duplicate(messages, twice);
  const order = take("reorder_parts");
  if (order !== undefined) messages = reorder(messages, order, switches.random);
  const copies = take("duplicate_push");
  if (copies !== undefined) messages = Array.from({ length: copies.copies ?? 2 }, () => messages).flat();
  if (take("drop_push") !== undefined) messages = [];
  const waitMs = take("first_push_wait")?.ms ?? 0;
  const ending = take("close") ?? take("cut");
  return { parts: parts.length, messages, faults, ending, waitMs };
}
