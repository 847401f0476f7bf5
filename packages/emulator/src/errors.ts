/** An option of `startEmulator` is wrong. */
export type ConfigurationErrorCode = "bad_option";
/** The emulator could not listen. */
export type ListenErrorCode = "port_in_use" | "listen_failed";
/** A call that cannot be carried out with these arguments. */
export type ArgumentErrorCode = "bad_argument" | "app_exists" | "snapshot_refused";
/** What the developer console refuses to save. */
export type ConsoleErrorCode =
  | "long_connection_missing"
  | "long_connection_for_store_app"
  | "callback_needs_webhook"
  | "request_url_refused"
  | "wrong_tab"
  | "key_refused"
  | "link_rule_refused";
/** A click that a real client would not turn into a callback. */
export type ClickErrorCode =
  | "target_not_found"
  | "target_ambiguous"
  | "target_disabled"
  | "target_without_callback"
  | "form_incomplete"
  | "confirm_cancelled"
  | "empty_name"
  | "card_expired"
  | "card_forwarded"
  | "card_gone"
  | "link_without_app";
/** Something that was waited for did not happen. */
export type WaitErrorCode = "nothing_came";
/** A request that the admin door refuses. */
export type AdminErrorCode =
  | "bad_request"
  | "body_too_large"
  | "foreign_host"
  | "foreign_origin"
  | "not_found"
  | "unknown_route"
  | "internal_error";

/** Codes of {@link EmulatorError}. */
export type EmulatorErrorCode =
  | ConfigurationErrorCode
  | ListenErrorCode
  | ArgumentErrorCode
  | ConsoleErrorCode
  | ClickErrorCode
  | WaitErrorCode
  | AdminErrorCode
  | "emulator_closed";

/** Every error of this package. The message says the fault, its reason and the next step; `code` is for programs. */
export abstract class EmulatorError extends Error {
  /** What is wrong, for programs. */
  abstract readonly code: EmulatorErrorCode;
  /** Whether the same call can succeed later without a change on the caller's side. */
  readonly retryable: boolean = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class ConfigurationError extends EmulatorError {
  readonly code: ConfigurationErrorCode = "bad_option";
}

export class ListenError extends EmulatorError {
  readonly code: ListenErrorCode;
  override readonly retryable: boolean;

  constructor(code: ListenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retryable = code === "port_in_use";
  }
}

export class ArgumentError extends EmulatorError {
  readonly code: ArgumentErrorCode;

  constructor(code: ArgumentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export class ConsoleError extends EmulatorError {
  readonly code: ConsoleErrorCode;
  override readonly retryable: boolean;

  constructor(code: ConsoleErrorCode, message: string, retryable = false) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}

export class ClickError extends EmulatorError {
  readonly code: ClickErrorCode;
  /** The number that the client shows, where it shows one: 200530. */
  readonly platformCode: number | undefined;

  constructor(code: ClickErrorCode, message: string, platformCode?: number) {
    super(message);
    this.code = code;
    this.platformCode = platformCode;
  }
}

export class WaitError extends EmulatorError {
  readonly code: WaitErrorCode = "nothing_came";
  override readonly retryable: boolean = true;
}

export class AdminError extends EmulatorError {
  readonly code: AdminErrorCode;

  constructor(code: AdminErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export class ClosedError extends EmulatorError {
  readonly code = "emulator_closed" as const;

  constructor(what: string) {
    super(
      `${what}: the emulator was closed or reset meanwhile. Start another with startEmulator(), or set it up anew.`,
    );
  }
}
