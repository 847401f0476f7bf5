import type { WebhookReceiverOptions } from "./webhook-receiver-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";
import type { WebhookResponse } from "./webhook-response.ts";

const MIB = 1024 * 1024;

/**
 * Receives callbacks and events that the platform sends to your server. It knows no framework: an adapter hands it each
 * request and sends what it answers.
 *
 * @example
 * const receiver = new WebhookReceiver({ dispatcher, encryptKey, verificationToken });
 * const { status, headers, body, sent } = await receiver.handle({ method, path, headers, body });
 */
export class WebhookReceiver {
  /** Bytes of a body beyond which it is refused: an adapter need not read more than one byte further. */
  readonly maxBodyBytes: number;

  /** @throws ConfigError `invalid_option`, `webhook_not_secured` */
  constructor(options: WebhookReceiverOptions) {
    this.maxBodyBytes = options.limits?.maxBodyBytes ?? MIB;
  }

  /** The answer to one request. Never rejects, whatever the request is and whatever the handlers do. */
  async handle(request: WebhookRequest): Promise<WebhookResponse> {
    const body = `{"code":"not_yet","msg":"${request.method.length > 0 ? "Nothing is accepted yet." : ""}"}`;
    return { status: 401, headers: { "content-type": "application/json" }, body, sent: () => undefined };
  }

  /** Turns new requests away with 503, and resolves when running handlers have answered, or their time is over. */
  async close(_options: { drainTimeoutMs?: number | undefined } = {}): Promise<void> {
    await Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
