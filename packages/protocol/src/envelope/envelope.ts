/** Header of a schema 2.0 body. Over the long connection `token` may be empty, so nothing may depend on it. */
export interface P2Header {
  /** Unique per push; the key for recognising duplicates. */
  event_id: string;
  /** Such as `card.action.trigger`. */
  event_type: string;
  /** Callbacks: microseconds (16 digits); most events: milliseconds (13 digits). */
  create_time: string;
  /** The app's Verification Token. */
  token: string;
  /** `cli_…`: the app that is asked or told. */
  app_id: string;
  /** The company in which it happened. */
  tenant_key: string;
}

/** Schema 2.0 ("p2"): what the platform sends for callbacks and newer events. Header and event are never merged. */
export interface P2Envelope<Event = unknown> {
  schema: "2.0";
  /** What every push has. */
  header: P2Header;
  /** The payload. */
  event: Event;
}

/** Schema 1.0 ("p1"): older events such as `out_approval`. It has no `schema` key. */
export interface P1Envelope<Event = unknown> {
  /** Unique per push; the key for recognising duplicates. */
  uuid: string;
  /** Seconds with a fraction, as text. */
  ts: string;
  /** The app's Verification Token. */
  token: string;
  type: "event_callback";
  /** The payload; its `type` says what happened. */
  event: Event & { type: string };
}

/** The flat body of the legacy card callback: no `schema`, no `header`, no `event`. See `CardActionTriggerV1`. */
export type V1Body = { readonly action: object; readonly open_message_id: string };

/** The schemas an app can name when it registers a handler. */
export type SchemaVersion = "p1" | "p2";

/**
 * A body, recognised: which schema, which event, which id; `data` is the body as the platform sent it. The id is the key
 * for recognising duplicates, and empty when there is none. That of a legacy card callback is in a header of its request.
 */
export type Envelope =
  /** Schema 2.0. */
  | { readonly version: "p2"; readonly type: string; readonly id: string; readonly data: P2Envelope }
  /** Schema 1.0. */
  | { readonly version: "p1"; readonly type: string; readonly id: string; readonly data: P1Envelope }
  /** The legacy card callback. */
  | { readonly version: "v1"; readonly type: "card.action.trigger_v1"; readonly id: string; readonly data: V1Body };
