import { randomUUID } from "node:crypto";

/** A `card.action.trigger` body as the platform sends it. */
export function cardActionBody(
  value: unknown = { key: "value" },
  action: object = {},
  openId: string = "ou_operator",
): object {
  return p2Body("card.action.trigger", {
    operator: { tenant_key: "tenant", open_id: openId, union_id: "on_operator" },
    token: "c-0123456789abcdef0123456789abcdef01234567",
    action: { value, tag: "button", ...action },
    host: "im_message",
    context: { open_message_id: "om_message", open_chat_id: "oc_chat" },
  });
}

/** A `url.preview.get` body as the platform sends it. */
export function urlPreviewBody(url: string = "https://example.com/T-1"): object {
  return p2Body("url.preview.get", {
    operator: { tenant_key: "tenant", open_id: "ou_operator" },
    host: "im_message",
    context: { url, preview_token: "preview-token", open_message_id: "om_message", open_chat_id: "oc_chat" },
  });
}

/** A schema 2.0 body, each with an id of its own, as pushes have. */
export function p2Body(eventType: string, event: object): object {
  const header = {
    event_id: randomUUID().replaceAll("-", ""),
    token: "planted-verification-token",
    create_time: "1700000000000000",
    event_type: eventType,
    tenant_key: "tenant",
    app_id: "cli_0123456789abcdef",
  };
  return { schema: "2.0", header, event };
}

/** A schema 1.0 body. */
export function p1Body(eventType: string, event: object): object {
  return {
    uuid: "00000000-0000-0000-0000-000000000001",
    token: "planted-verification-token",
    ts: "1700000000.123456",
    type: "event_callback",
    event: { type: eventType, ...event },
  };
}

/** A legacy card callback: flat, and `token` is for updating the card. */
export function legacyCardBody(value: unknown = { key: "value" }): object {
  return {
    open_id: "ou_operator",
    user_id: "867",
    open_message_id: "om_message",
    open_chat_id: "oc_chat",
    tenant_key: "tenant",
    token: "c-0123456789abcdef0123456789abcdef01234567",
    action: { value, tag: "button" },
  };
}
