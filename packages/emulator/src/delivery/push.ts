/** What every push has, before a recipient was chosen for it. */
interface PushBase {
  /** Somebody waits for the answer of a callback; an event is only acknowledged, and pushed again when it is not. */
  readonly kind: "event" | "callback";
  readonly eventType: string;
  /** `header.event_id` (p2) or `uuid` (p1); of a legacy card callback its `X-Refresh-Token`. */
  readonly eventId: string;
  readonly traceId: string;
}

/** Schema 2.0. The JSON is that of `event`; it is kept as text, so that later changes to the caller's object have no effect. */
export interface P2Push extends PushBase {
  readonly schema: "p2";
  readonly createTime: string;
  readonly eventJson: string;
}

/** Schema 1.0. */
export interface P1Push extends PushBase {
  readonly schema: "p1";
  readonly ts: string;
  readonly eventJson: string;
}

/** The flat body of the legacy card callback, complete. */
export interface LegacyCardPush extends PushBase {
  readonly schema: "legacy_card";
  readonly bodyJson: string;
}

export type Push = P2Push | P1Push | LegacyCardPush;

/** The app a push belongs to. */
interface PushOwner {
  readonly appId: string;
  readonly tenantKey: string;
}

/**
 * The body as JSON text. It is written as `JSON.stringify` would write the whole.
 *
 * @param token what stands where the Verification Token belongs
 */
export function bodyOf(push: Push, owner: PushOwner, token: string): string {
  if (push.schema === "legacy_card") return push.bodyJson;
  if (push.schema === "p1") {
    const { ts, eventId, eventJson } = push;
    const head = JSON.stringify({ ts, uuid: eventId, token, type: "event_callback" });
    return `${head.slice(0, -1)},"event":${eventJson}}`;
  }
  const header = {
    event_id: push.eventId,
    token,
    create_time: push.createTime,
    event_type: push.eventType,
    tenant_key: owner.tenantKey,
    app_id: owner.appId,
  };
  return `{"schema":"2.0","header":${JSON.stringify(header)},"event":${push.eventJson}}`;
}
