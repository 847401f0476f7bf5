import type { Envelope, P1Envelope, P2Envelope, V1Body } from "./envelope.ts";
import { parseBody } from "./parse-body.ts";

/** Why a body is not an envelope. */
export type EnvelopeFault = "not_json" | "not_an_object" | "no_event_type";

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly fault: EnvelopeFault };

/** The bytes of a plain (decrypted) body to an envelope. Never throws. */
export function parseEnvelope(body: Uint8Array): EnvelopeResult {
  const parsed = parseBody(body);
  return parsed.ok ? recogniseEnvelope(parsed.value) : { ok: false, fault: "not_json" };
}

/**
 * An already parsed body to an envelope: a body with `header.event_type` is p2, one with `event.type` is p1, a flat one
 * with `action` and `open_message_id` is a legacy card callback.
 */
export function recogniseEnvelope(value: unknown): EnvelopeResult {
  if (!isObject(value)) return { ok: false, fault: "not_an_object" };
  const { header, event } = value;
  if (isObject(header) && isName(header.event_type)) {
    const id = typeof header.event_id === "string" ? header.event_id : "";
    return { ok: true, envelope: { version: "p2", type: header.event_type, id, data: value as unknown as P2Envelope } };
  }
  if (isObject(event) && isName(event.type)) {
    const id = typeof value.uuid === "string" ? value.uuid : "";
    return { ok: true, envelope: { version: "p1", type: event.type, id, data: value as unknown as P1Envelope } };
  }
  if (isLegacyCard(value)) {
    return { ok: true, envelope: { version: "v1", type: "card.action.trigger_v1", id: "", data: value } };
  }
  return { ok: false, fault: "no_event_type" };
}

/** Anything that carries a mark of the other schemas is not taken for a legacy body, however flat. */
function isLegacyCard(value: Record<string, unknown>): value is V1Body {
  const { schema, header, event, action, open_message_id: messageId } = value;
  return [schema, header, event].every((mark) => mark === undefined) && isObject(action) && isName(messageId);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
