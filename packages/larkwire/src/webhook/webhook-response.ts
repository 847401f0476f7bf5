/** What goes back. An adapter writes it to its framework as it is. */
export interface WebhookResponse {
  /** HTTP status. */
  readonly status: number;
  /** By name in lower case. `content-length` is the server's affair. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, to be sent as UTF-8. */
  readonly body: string;
  /**
   * An adapter calls it once the bytes have left, or when the connection is gone. What has to come after the answer,
   * such as a later update of the card, waits for it. Further calls do nothing. Never throws.
   */
  sent(): void;
}
