/** Why a request got no answer that can be read. */
export type PostFault =
  /** Not an http or https URL. */
  | "bad_url"
  /** The host name has no address. */
  | "dns_failed"
  /** No TCP connection: refused, unreachable, or not within `connectDeadlineMs`. */
  | "connect_failed"
  /** The TCP connection stood, the TLS handshake failed. */
  | "tls_failed"
  /** The connection ended before the answer was complete. */
  | "connection_lost"
  /** What came is no HTTP, or has an encoding that was not asked for. */
  | "bad_http"
  /** More than `maxAnswerBytes`. */
  | "answer_too_large"
  /** Nothing complete within the deadline. */
  | "timed_out"
  /** The emulator was closed meanwhile. */
  | "closed";

/** What came of a POST. Times are milliseconds since 1970. */
export interface PostResult {
  /** When the TCP connection stood; missing when it never did. */
  readonly connectedAt?: number | undefined;
  /** Missing when there is a fault before the head of the answer. */
  readonly status?: number | undefined;
  /** Lower-case names, as they came. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The answer's body as text, decompressed; as far as it came when there is a fault. */
  readonly body: string;
  readonly fault?: PostFault | undefined;
  /** The machine's own word for the fault, such as `ECONNREFUSED`; empty when there is none. */
  readonly detail: string;
}
