import type { P1Envelope, P2Envelope } from "@larkwire/protocol";
import type { AppRecord } from "../apps/app-record.ts";
import type { Clock } from "../clock.ts";
import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";

/** An event to send by hand. */
export interface EventInput {
  /** `header.event_type` (p2) or `event.type` (p1), such as `im.message.receive_v1` or `out_approval`. */
  readonly type: string;
  /** The body's `event`; p1 gets `app_id`, `tenant_key` and `type` in front. */
  readonly event: object;
  /** Schema of the body. Default `"p2"`. */
  readonly version?: "p1" | "p2" | undefined;
}

/** One push, before a client was chosen for it. */
export interface PushEnvelope {
  readonly eventType: string;
  /** `header.event_id` (p2) or `uuid` (p1). */
  readonly eventId: string;
  readonly traceId: string;
  /** The body as JSON text. */
  readonly body: string;
  /** Why the app's settings keep it from the app; missing when they do not. */
  readonly withheld?: string | undefined;
}

/** What makes envelopes differ from each other. */
export interface EnvelopeSources {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * A callback's body. `create_time` is in microseconds and the token is present; the trace id has the form of a log id.
 * Sources: the card callback reference; captures of the long connection.
 */
export function callbackEnvelope(
  app: AppRecord,
  input: { type: string; event: object },
  from: EnvelopeSources,
): PushEnvelope {
  checkInput(input);
  const eventId = from.random.hex(32);
  const nowMs = Math.floor(from.clock.now());
  const body: P2Envelope = {
    schema: "2.0",
    header: {
      event_id: eventId,
      token: app.verificationToken,
      create_time: `${nowMs}000`,
      event_type: input.type,
      tenant_key: app.tenantKey,
      app_id: app.appId,
    },
    event: input.event,
  };
  return { eventType: input.type, eventId, traceId: logId(nowMs, from.random), body: JSON.stringify(body) };
}

/**
 * An event's body. Over the long connection the token is empty, the time is in milliseconds, and the trace id is the
 * event id, as observed on the real platform.
 */
export function eventEnvelope(app: AppRecord, input: EventInput, from: EnvelopeSources): PushEnvelope {
  checkInput(input);
  if (input.version === "p1") return p1Envelope(app, input, from);
  const eventId = from.random.hex(32);
  const body: P2Envelope = {
    schema: "2.0",
    header: {
      event_id: eventId,
      token: "",
      create_time: String(Math.floor(from.clock.now())),
      event_type: input.type,
      tenant_key: app.tenantKey,
      app_id: app.appId,
    },
    event: input.event,
  };
  return { eventType: input.type, eventId, traceId: eventId, body: JSON.stringify(body) };
}

function p1Envelope(app: AppRecord, input: EventInput, from: EnvelopeSources): PushEnvelope {
  const uuid = from.random.hex(32);
  const body: P1Envelope<Record<string, unknown>> = {
    ts: (from.clock.now() / 1000).toFixed(6),
    uuid,
    token: "",
    type: "event_callback",
    event: { app_id: app.appId, tenant_key: app.tenantKey, ...input.event, type: input.type },
  };
  return { eventType: input.type, eventId: uuid, traceId: uuid, body: JSON.stringify(body) };
}

function checkInput(input: { type: unknown; event: unknown }): void {
  if (typeof input.type !== "string" || input.type === "") {
    throw new ArgumentError("bad_argument", "The event has no type. Name one, such as im.message.receive_v1.");
  }
  if (typeof input.event !== "object" || input.event === null || Array.isArray(input.event)) {
    throw new ArgumentError("bad_argument", `The event of ${input.type} is not an object. Pass the body's "event".`);
  }
}

/** The platform's log ids: the time as 14 digits, then hexadecimal digits. */
function logId(nowMs: number, random: Random): string {
  const time = new Date(nowMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return `${time}${random.hex(20).toUpperCase()}`;
}
