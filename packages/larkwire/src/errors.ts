/** Codes of {@link ConfigError}. */
export type ConfigErrorCode =
  /** An option is missing, has the wrong type or lies outside its range. */
  | "invalid_option"
  /** A handler for this event type exists already. */
  | "handler_already_registered"
  /** `on()` does not know this event type. */
  | "unknown_event_type"
  /** A webhook receiver got neither key nor token to check requests with. */
  | "webhook_not_secured";

/** Codes of {@link ConnectionError}. */
export type ConnectionErrorCode =
  /** The app may not use the long connection. Fatal. */
  | "app_forbidden"
  /** The platform does not accept the app id and secret. Fatal. */
  | "credentials_rejected"
  /** The app belongs to the other brand, or to another origin. Fatal. */
  | "wrong_domain"
  /** The platform refused with a code that is not known here. Fatal. */
  | "discovery_rejected"
  /** As many connections are open as the app may have. */
  | "connection_limit"
  /** The platform asked to try again later. */
  | "platform_busy"
  /** No connection to the platform's discovery address. */
  | "discovery_unreachable"
  /** The platform did not answer the discovery request in time. */
  | "discovery_timeout"
  /** The discovery request was answered with another HTTP status than 200. */
  | "discovery_http_status"
  /** The discovery reply cannot be understood. */
  | "discovery_bad_reply"
  /** The proxy does not open a tunnel. */
  | "proxy_refused"
  /** No connection to the address that the platform named. */
  | "socket_unreachable"
  /** The WebSocket handshake did not end in time. */
  | "handshake_timeout"
  /** The WebSocket upgrade was refused. */
  | "handshake_refused"
  /** An open connection ended. */
  | "connection_lost"
  /** An open connection stopped answering. */
  | "connection_dead"
  /** No attempt is left. Fatal. */
  | "reconnects_exhausted"
  /** `close()` was called. */
  | "client_closed";

/** Codes of {@link DispatchError}. */
export type DispatchErrorCode =
  /** A middleware called `next()` twice. */
  | "next_called_twice"
  /** A handler's answer cannot be written as JSON. */
  | "answer_not_serialisable"
  /** A handler's answer is longer than any the platform takes. */
  | "answer_too_large";

/** Codes of {@link OpenApiError}. */
export type OpenApiErrorCode =
  /** The platform answered with another code than 0: see `platformCode`. */
  | "api_refused"
  /** The platform refused the app id and secret, or the token made from them. */
  | "api_unauthorized"
  /** Too many requests, and the wait that the platform asks for is longer than allowed. */
  | "api_rate_limited"
  /** The request never reached the platform. */
  | "api_unreachable"
  /** The platform did not answer in time; it may have carried the request out. */
  | "api_timeout"
  /** The connection broke before the reply was complete; the platform may have carried the request out. */
  | "api_connection_lost"
  /** What came back is not a reply of the platform. */
  | "api_bad_reply"
  /** `close()` was called. */
  | "api_closed";

/** Codes of {@link CardUpdateError}. */
export type CardUpdateErrorCode =
  /** The new card is of another schema than the one that was sent. */
  | "card_dialect_mismatch"
  /** The message is too old. */
  | "card_expired"
  /** The message, or its chat, is gone. */
  | "card_recalled"
  /** The app may not change this card. */
  | "card_not_updatable"
  /** The click's token is used up or expired, and the card cannot be changed without one. */
  | "card_no_way_left"
  /** The platform does not take the new card. */
  | "card_invalid"
  /** `close()` was called before the update could be sent. */
  | "card_client_closed"
  /** The call failed for another reason: see the cause. */
  | "card_update_failed";

/** Every code an error of this package can have. docs/errors.md has a section for each. */
export type LarkwireErrorCode =
  | ConfigErrorCode
  | ConnectionErrorCode
  | DispatchErrorCode
  | OpenApiErrorCode
  | CardUpdateErrorCode;

/** Base of all errors of this package. `message` says what is wrong, why, and what to do next; never a secret. */
export abstract class LarkwireError extends Error {
  /** What is wrong, for programs. */
  abstract readonly code: LarkwireErrorCode;
  /** Whether the same attempt may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, retryable: boolean, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.retryable = retryable;
  }
}

/** A mistake in the program: thrown at once, before any network. */
export class ConfigError extends LarkwireError {
  /** What is wrong, for programs. */
  readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string) {
    super(message, false, undefined);
    this.code = code;
  }
}

/** The connection cannot be made or kept. */
export class ConnectionError extends LarkwireError {
  /** What is wrong, for programs. */
  readonly code: ConnectionErrorCode;
  /** The code the platform gave, where it gave one. */
  readonly platformCode: number | undefined;
  /** The platform or proxy asked to wait this long, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ConnectionErrorCode, message: string, details: ConnectionErrorDetails) {
    super(message, details.retryable, details.cause);
    this.code = code;
    this.platformCode = details.platformCode;
    this.retryAfterMs = details.retryAfterMs;
  }
}

export interface ConnectionErrorDetails {
  readonly retryable: boolean;
  readonly platformCode?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A handler or middleware did something that cannot be answered with. */
export class DispatchError extends LarkwireError {
  /** What is wrong, for programs. */
  readonly code: DispatchErrorCode;

  constructor(code: DispatchErrorCode, message: string, cause?: unknown) {
    super(message, false, cause);
    this.code = code;
  }
}

/** A call of the platform's REST API failed. */
export class OpenApiError extends LarkwireError {
  /** What is wrong, for programs. */
  readonly code: OpenApiErrorCode;
  /** `code` of the platform's reply; `undefined` when there was none. */
  readonly platformCode: number | undefined;
  /** Status of the HTTP reply; `undefined` when there was none. */
  readonly httpStatus: number | undefined;
  /** The platform's id of the request, for its support; `undefined` when it gave none. */
  readonly logId: string | undefined;

  constructor(code: OpenApiErrorCode, message: string, details: OpenApiErrorDetails) {
    super(message, details.retryable, details.cause);
    this.code = code;
    this.platformCode = details.platformCode;
    this.httpStatus = details.httpStatus;
    this.logId = details.logId;
  }
}

export interface OpenApiErrorDetails {
  readonly retryable: boolean;
  readonly platformCode?: number | undefined;
  readonly httpStatus?: number | undefined;
  readonly logId?: string | undefined;
  readonly cause?: unknown;
}

/** A card that was sent or clicked cannot be changed as wished. The cause, if there is one, is an {@link OpenApiError}. */
export class CardUpdateError extends LarkwireError {
  /** What is wrong, for programs. */
  readonly code: CardUpdateErrorCode;

  constructor(code: CardUpdateErrorCode, message: string, details: { retryable: boolean; cause?: unknown }) {
    super(message, details.retryable, details.cause);
    this.code = code;
  }
}
