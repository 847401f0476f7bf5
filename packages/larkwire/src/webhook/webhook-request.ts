/** An HTTP request as a `WebhookReceiver` needs it. An adapter makes it from its framework's own. */
export interface WebhookRequest {
  /** `POST`, in capitals, as HTTP has it. */
  readonly method: string;
  /** With or without a query. Only looked at when the receiver has a `path`. */
  readonly path?: string | undefined;
  /** By name, in any case. A header that came more than once may be an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /**
   * The bytes as they came: not decoded, not parsed. An adapter stops reading at one byte more than
   * `WebhookReceiver.maxBodyBytes` and hands over what it has: it is refused as too large.
   */
  readonly body: Uint8Array;
}
