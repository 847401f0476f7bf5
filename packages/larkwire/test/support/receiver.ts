import { EventDispatcher, WebhookReceiver, type WebhookReceiverOptions } from "../../src/webhook/index.ts";
import { MemoryLogger } from "./memory-logger.ts";
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from "./platform-post.ts";
import { WebhookServer } from "./webhook-server.ts";

/** A receiver behind a real server, with what it logged. */
export interface OpenReceiver extends AsyncDisposable {
  readonly receiver: WebhookReceiver;
  readonly server: WebhookServer;
  readonly logger: MemoryLogger;
}

/** A receiver with key and token, unless `options` say otherwise. */
export async function openReceiver(options: Partial<WebhookReceiverOptions> = {}): Promise<OpenReceiver> {
  const logger = new MemoryLogger();
  const receiver = new WebhookReceiver({
    dispatcher: new EventDispatcher(),
    encryptKey: ENCRYPT_KEY,
    verificationToken: VERIFICATION_TOKEN,
    logger,
    logLevel: "trace",
    ...options,
  });
  const server = await WebhookServer.start(receiver);
  const dispose = async (): Promise<void> => {
    await receiver.close();
    await server[Symbol.asyncDispose]();
  };
  return { receiver, server, logger, [Symbol.asyncDispose]: dispose };
}

/** Handlers of every kind, and what reached them: each delivery, repeated ones too. */
export function recordingDispatcher(): { dispatcher: EventDispatcher; handled: { type: string; data: unknown }[] } {
  const handled: { type: string; data: unknown }[] = [];
  const record = (type: string, data: unknown): void => void handled.push({ type, data });
  const dispatcher = new EventDispatcher({ duplicates: false })
    .on("card.action.trigger", (data) => {
      record("card.action.trigger", data);
      return { toast: { type: "info", content: "new" } };
    })
    .on("card.action.trigger_v1", (data) => {
      record("card.action.trigger_v1", data);
      return { toast: { type: "info", content: "legacy" } };
    })
    .on("url.preview.get", (data) => {
      record("url.preview.get", data);
      return { inline: { title: "preview" } };
    })
    .on("im.message.receive_v1", (data) => record("im.message.receive_v1", data))
    .onCustomized("p1", "out_approval", (data) => record("out_approval", data))
    .onUnknown((data) => record("unknown", data));
  return { dispatcher, handled };
}
