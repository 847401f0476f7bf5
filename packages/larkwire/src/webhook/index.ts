export { EventDispatcher } from "../dispatch/event-dispatcher.ts";
export type { WebhookRefusalCode } from "./refusal.ts";
export type { WebhookFaultCode } from "./webhook-answer.ts";
export type { WebhookHealth } from "./webhook-health.ts";
export { type WebhookCloseOptions, WebhookReceiver } from "./webhook-receiver.ts";
export type { WebhookLimits, WebhookReceiverOptions } from "./webhook-receiver-options.ts";
export type { WebhookRequest } from "./webhook-request.ts";
export type { WebhookResponse } from "./webhook-response.ts";
export type { WebhookStatistics } from "./webhook-statistics.ts";
