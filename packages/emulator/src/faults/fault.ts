/** The two ways that a push can take to its app. */
export type FaultTransport = "long_connection" | "webhook";

/** Whom a fault meets, and how often. */
export interface FaultScope {
  /** Default: every app. */
  readonly appId?: string | undefined;
  /** One long connection, by its id; then requests of webhooks are not struck. Default: every connection. */
  readonly connectionId?: string | undefined;
  /** Pushes that go this way. Default: both ways, where the fault has a meaning on both; see `FaultReport.transports`. */
  readonly transport?: FaultTransport | undefined;
  /** How often it acts before it is spent. Default: until it is cleared. */
  readonly times?: number | undefined;
}

/** A client asks for the URL of its connection and gets something else. */
type DiscoveryFault =
  /** An answer without a URL: any code of the platform, any HTTP status, or a body that is not even JSON. */
  | {
      readonly kind: "discovery_error";
      /** Of the body. Default 1, "system busy". */
      readonly code?: number | undefined;
      /** HTTP status, 200 to 599. Default 200, as the platform answers errors, too. */
      readonly status?: number | undefined;
      readonly msg?: string | undefined;
      /** `data` beside the code. Default `"empty"`, `{}`; the platform may leave it out. */
      readonly data?: "empty" | "absent" | "null" | undefined;
      /** Sent as it is in place of the JSON, for example a page of HTML. */
      readonly body?: string | undefined;
      /** `Retry-After`, in seconds. */
      readonly retryAfterSeconds?: number | undefined;
    }
  /** A good URL with another `ClientConfig`: any JSON, or none when it is left out. */
  | { readonly kind: "discovery_config"; readonly clientConfig?: unknown }
  /** No answer at all, on an open socket. */
  | { readonly kind: "discovery_silence" };

/** A client dials its WebSocket URL and is not let in. */
type UpgradeFault =
  /** A plain HTTP answer with the three headers. */
  | {
      readonly kind: "upgrade_error";
      /** HTTP status, 200 to 599. Default 401. */
      readonly status?: number | undefined;
      /** `Handshake-Status`. Default 514; -1 leaves the header out. */
      readonly handshakeStatus?: number | undefined;
      /** `Handshake-Autherrcode`, such as 1000040350. Default: left out. */
      readonly authErrorCode?: number | undefined;
      readonly message?: string | undefined;
    }
  /** No answer at all, on an open socket. */
  | { readonly kind: "upgrade_silence" };

/** The platform dials the server of a webhook, and gets no connection. */
interface ConnectFault {
  readonly kind: "connect_error";
  /** Nobody listens there, or the host name has no address. Default `"refused"`. */
  readonly how?: "refused" | "dns" | undefined;
}

/** Something is wrong with an open connection; a webhook's is that of one request. */
type ConnectionFault =
  /** Every message is late by `ms`, of a webhook the request and the answer. Order is kept. */
  | {
      readonly kind: "delay";
      readonly ms: number;
      /** Default `"both"`. */
      readonly direction?: "to_app" | "from_app" | "both" | undefined;
    }
  /**
   * The socket stays open, but nothing is read from it and nothing written, not even the answer to a close. `times`
   * counts connections, and so requests of webhooks, of which it strikes those that begin later. Clearing it lets the
   * connection go on.
   */
  | { readonly kind: "black_hole" }
  /** The answer to a protocol ping: this payload, which may be empty or `{}`, or no pong when it is left out. */
  | { readonly kind: "bad_pong"; readonly payload?: string | undefined };

/** Something happens to a push on its way. */
type PushFault =
  /**
   * It is not sent. Until cleared: a connection that answers pings and brings no events. To a webhook's server no packet
   * gets through, so that no connection comes about in time.
   */
  | { readonly kind: "drop_push" }
  /** The whole message or request is sent `copies` times, with the same ids. Default 2. */
  | { readonly kind: "duplicate_push"; readonly copies?: number | undefined }
  /** It is cut into parts of at most so many bytes, wherever a character lies; of a request the body is. */
  | { readonly kind: "split"; readonly bytes: number }
  /** The parts come in another order. Default `"reverse"`. */
  | { readonly kind: "reorder_parts"; readonly order?: "reverse" | "shuffle" | undefined }
  /** A part comes twice. Default: all of them do. */
  | { readonly kind: "duplicate_part"; readonly part?: number | undefined }
  /** A part does not come. Default 0, the first. */
  | { readonly kind: "drop_part"; readonly part?: number | undefined }
  /**
   * In place of the last part, or of a request's body: random bytes, a frame or request that lacks half of its payload,
   * nothing, its bytes as a text message or as `text/plain`; or a whole frame, or a well encrypted and signed body, with
   * a payload that is no JSON. Default `"garbage"`.
   */
  | {
      readonly kind: "corrupt_frame";
      readonly how?: "garbage" | "truncated" | "empty" | "text" | "payload" | undefined;
    }
  /** The frames have the type `card`, which official clients ignore. */
  | { readonly kind: "card_frame" }
  /**
   * The connection is closed by code, before the push or after it. Default 1000, after it. That of a webhook has no code,
   * and after the request means before the answer.
   */
  | {
      readonly kind: "close";
      readonly code?: number | undefined;
      readonly when?: "before_push" | "after_push" | undefined;
    }
  /**
   * The connection is reset without a close frame: before the push, or when the client has read it, which is default; of
   * a webhook, when the server begins to answer.
   */
  | { readonly kind: "cut"; readonly when?: "before_push" | "after_push" | undefined }
  /** A connection gets its first push, and all others, `ms` after it was opened at the earliest. */
  | { readonly kind: "first_push_wait"; readonly ms: number };

/** An event that was acknowledged is pushed once more, with the same event id, as the platform says may happen. */
interface RepeatFault {
  readonly kind: "repeat_event";
}

/** A REST call is answered with an error. */
interface RestFaultSwitch {
  readonly kind: "rest_error";
  /** Method and path: `"POST /open-apis/im/v1/messages"`; a segment `*` or `:name` is any, and `"*"` every call. */
  readonly route: string;
  /** HTTP status, 200 to 599. Default 400. */
  readonly status?: number | undefined;
  /** Of the body. */
  readonly code: number;
  readonly msg?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A fault on demand. */
export type Fault = FaultScope &
  (DiscoveryFault | UpgradeFault | ConnectFault | ConnectionFault | PushFault | RepeatFault | RestFaultSwitch);

/** The names of all faults. */
export type FaultKind = Fault["kind"];

/** The fault of one kind. */
export type FaultOf<K extends FaultKind> = Extract<Fault, { readonly kind: K }>;

/** A fault that was added, and what it has done. */
export interface FaultReport {
  /** To clear it by. */
  readonly faultId: string;
  /** As it was added. */
  readonly fault: Fault;
  /** The ways of pushes that it can strike; empty for `rest_error`. */
  readonly transports: readonly FaultTransport[];
  /** How often it has acted. */
  readonly acted: number;
  /** How often it will yet; missing: until it is cleared. */
  readonly remaining?: number | undefined;
}
