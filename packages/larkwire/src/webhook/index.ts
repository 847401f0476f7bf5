export { EventDispatcher } from "../dispatch/event-dispatcher.ts";
export { WebhookReceiver } from "./webhook-receiver.ts";
export type { WebhookLimits, WebhookReceiverOptions } from "./webhook-receiver-options.ts";
export type { WebhookRequest } from "./webhook-request.ts";
export type { WebhookResponse } from "./webhook-response.ts";
