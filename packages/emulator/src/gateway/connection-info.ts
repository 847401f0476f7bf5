/** One open long connection. */
export interface ConnectionInfo {
  /** The `device_id` of its URL: 19 digits. */
  readonly connectionId: string;
  /** The app whose client has opened it. */
  readonly appId: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Milliseconds since 1970 of the last message from the client; `openedAt` before the first. */
  readonly lastSeenAt: number;
  /** Protocol pings received, RFC 6455 pings not among them. */
  readonly pings: number;
}
