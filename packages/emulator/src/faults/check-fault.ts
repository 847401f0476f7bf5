import { MAX_TIMER_MS } from "../clock.ts";
import { ArgumentError } from "../errors.ts";
import { isJsonObject } from "../json-object.ts";
import type { Fault, FaultKind } from "./fault.ts";
import { transportsOf, whyWithout } from "./fault-transports.ts";

/** What a member has to be, as words for the message; `undefined` when the value fits. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === "string" ? undefined : "a text");
const anything: Check = () => undefined;
const number = (min: number, max: number): Check => {
  const fits = (value: unknown): boolean =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
  return (value) => (fits(value) ? undefined : `a whole number from ${min} to ${max}`);
};
const oneOf =
  (...names: string[]): Check =>
  (value) =>
    typeof value === "string" && names.includes(value) ? undefined : `one of ${names.join(", ")}`;
const texts: Check = (value) =>
  isJsonObject(value) && Object.values(value).every((member) => typeof member === "string")
    ? undefined
    : "an object of texts";

const milliseconds = number(1, MAX_TIMER_MS);
const httpStatus = number(200, 599);
const platformCode = number(-1, Number.MAX_SAFE_INTEGER);
const moment = oneOf("before_push", "after_push");
/** What ws lets a server send: RFC 6455 without the reserved ones, and those of applications. */
const closeCode: Check = (value) =>
  [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014].includes(value as number) ||
  number(3000, 4999)(value) === undefined
    ? undefined
    : "1000 to 1003, 1007 to 1014 or 3000 to 4999";

/** The members that are needed, then those that may be left out. */
const MEMBERS: Readonly<Record<FaultKind, readonly [needed: Record<string, Check>, others: Record<string, Check>]>> = {
  discovery_error: [
    {},
    {
      code: platformCode,
      status: httpStatus,
      msg: text,
      data: oneOf("empty", "absent", "null"),
      body: text,
      retryAfterSeconds: number(0, MAX_TIMER_MS),
    },
  ],
  discovery_config: [{}, { clientConfig: anything }],
  discovery_silence: [{}, {}],
  upgrade_error: [
    {},
    { status: httpStatus, handshakeStatus: platformCode, authErrorCode: platformCode, message: text },
  ],
  upgrade_silence: [{}, {}],
  connect_error: [{}, { how: oneOf("refused", "dns") }],
  delay: [{ ms: milliseconds }, { direction: oneOf("to_app", "from_app", "both") }],
  black_hole: [{}, {}],
  bad_pong: [{}, { payload: text }],
  drop_push: [{}, {}],
  duplicate_push: [{}, { copies: number(2, 100) }],
  split: [{ bytes: number(1, 64 * 1024 * 1024) }, {}],
  reorder_parts: [{}, { order: oneOf("reverse", "shuffle") }],
  duplicate_part: [{}, { part: number(0, MAX_TIMER_MS) }],
  drop_part: [{}, { part: number(0, MAX_TIMER_MS) }],
  corrupt_frame: [{}, { how: oneOf("garbage", "truncated", "empty", "text", "payload") }],
  card_frame: [{}, {}],
  close: [{}, { code: closeCode, when: moment }],
  cut: [{}, { when: moment }],
  first_push_wait: [{ ms: milliseconds }, {}],
  repeat_event: [{}, {}],
  rest_error: [
    { route: text, code: platformCode },
    { status: httpStatus, msg: text, headers: texts },
  ],
};

const SCOPE: Record<string, Check> = {
  appId: text,
  connectionId: text,
  transport: oneOf("long_connection", "webhook"),
  times: number(1, MAX_TIMER_MS),
};

/**
 * A copy of `fault`, which may have come from another program.
 *
 * @throws ArgumentError `bad_argument`
 */
export function checkedFault(fault: Fault): Fault {
  const kinds = Object.keys(MEMBERS).join(", ");
  if (typeof fault !== "object" || fault === null) {
    throw wrong(`A fault is an object such as { kind: "drop_push", times: 1 }. Kinds: ${kinds}.`);
  }
  if (!Object.hasOwn(MEMBERS, fault.kind)) throw wrong(`There is no fault "${fault.kind}". There are: ${kinds}.`);
  const [needed, others] = MEMBERS[fault.kind];
  const checks = { ...needed, ...others, ...SCOPE };
  const given = Object.entries(fault).filter(([name, value]) => name !== "kind" && value !== undefined);
  const names = given.map(([name]) => name);
  const missing = Object.keys(needed).find((name) => !names.includes(name));
  if (missing !== undefined) throw wrong(`The fault ${fault.kind} needs "${missing}".`);
  for (const [name, value] of given) {
    const check = checks[name];
    if (check === undefined) {
      throw wrong(`The fault ${fault.kind} has no "${name}". It has: ${Object.keys(checks).join(", ")}.`);
    }
    const expected = check(value);
    if (expected !== undefined) {
      throw wrong(`"${name}" of the fault ${fault.kind} is ${JSON.stringify(value)}, but has to be ${expected}.`);
    }
  }
  checkReach(fault);
  return structuredClone({ kind: fault.kind, ...Object.fromEntries(given) } as Fault);
}

/** A fault that could never act is refused, rather than left to wait in vain. */
function checkReach(fault: Fault): void {
  const { kind, transport, connectionId } = fault;
  const because = transport === undefined ? undefined : whyWithout(kind, transport);
  if (because !== undefined) {
    const others = transportsOf(kind).map((name) => `"${name}"`);
    const step = others.length === 0 ? "Leave transport out" : `It acts on ${others.join(" and ")}`;
    throw wrong(`The fault ${kind} cannot strike "${transport}": ${because}. ${step}.`);
  }
  const byWebhook = transport === "webhook" || !transportsOf(kind).includes("long_connection");
  if (byWebhook && connectionId !== undefined) {
    throw wrong(`The fault ${kind} has no "connectionId" here: that names a long connection. Leave it out.`);
  }
  if (byWebhook && kind === "close" && fault.code !== undefined) {
    throw wrong('The fault close has no "code" by webhook: HTTP closes without one. Leave it out.');
  }
}

function wrong(message: string): ArgumentError {
  return new ArgumentError("bad_argument", message);
}
