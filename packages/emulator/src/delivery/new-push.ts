import type { AppRecord } from "../apps/app-record.ts";
import type { Clock } from "../clock.ts";
import { ArgumentError } from "../errors.ts";
import { isJsonObject } from "../json-object.ts";
import { logId } from "../log-id.ts";
import type { Random } from "../random.ts";
import type { Push } from "./push.ts";

/** An event to send by hand. */
export interface EventInput {
  /** `header.event_type` (p2) or `event.type` (p1), such as `im.message.receive_v1` or `out_approval`. */
  readonly type: string;
  /** The body's `event`; p1 gets `app_id`, `tenant_key` and `type` in front. */
  readonly event: object;
  /** Schema of the body. Default `"p2"`. */
  readonly version?: "p1" | "p2" | undefined;
}

/** What makes pushes differ from each other. */
export interface PushSources {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * A callback. `create_time` is in microseconds, and the trace id has the form of a log id. `card.action.trigger_v1` is
 * the legacy one: its `event` is the whole flat body.
 * Sources: the card callback reference; captures of the long connection.
 */
export function newCallback(input: { type: string; event: object }, { clock, random }: PushSources): Push {
  const json = eventJson(input, input.event);
  const nowMs = Math.floor(clock.now());
  const common = { kind: "callback", eventType: input.type } as const;
  if (input.type === "card.action.trigger_v1") {
    const refreshToken = random.uuid();
    return { ...common, schema: "legacy_card", eventId: refreshToken, traceId: logId(nowMs, random), bodyJson: json };
  }
  const eventId = random.hex(32);
  const traceId = logId(nowMs, random);
  return { ...common, schema: "p2", eventId, traceId, createTime: `${nowMs}000`, eventJson: json };
}

/** An event. Its time is in milliseconds, and the trace id is the event id, as observed on the real platform. */
export function newEvent(app: AppRecord, input: EventInput, { clock, random }: PushSources): Push {
  const common = { kind: "event", eventType: input.type } as const;
  if (input.version === "p1") {
    // A ticket is the app's own and belongs to no company. Source: the sample of the event.
    const company = input.type === "app_ticket" ? {} : { tenant_key: app.tenantKey };
    const event = { app_id: app.appId, ...company, ...input.event, type: input.type };
    const json = eventJson(input, event);
    const uuid = random.hex(32);
    const ts = (clock.now() / 1000).toFixed(6);
    return { ...common, schema: "p1", eventId: uuid, traceId: uuid, ts, eventJson: json };
  }
  const json = eventJson(input, input.event);
  const eventId = random.hex(32);
  const createTime = String(Math.floor(clock.now()));
  return { ...common, schema: "p2", eventId, traceId: eventId, createTime, eventJson: json };
}

/** @throws ArgumentError `bad_argument` when there is no type, or when `event` has no JSON form that is an object */
function eventJson(input: { type: unknown; event: unknown }, event: unknown): string {
  if (typeof input.type !== "string" || input.type === "") {
    throw new ArgumentError("bad_argument", "The event has no type. Name one, such as im.message.receive_v1.");
  }
  const json = isJsonObject(input.event) ? toJson(event) : undefined;
  if (json?.startsWith("{")) return json;
  throw new ArgumentError("bad_argument", `The event of ${input.type} is not an object. Pass the body's "event".`);
}

/** `undefined` for what has no JSON form. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
