export type {
  CallbackCard,
  CardActionTriggerV1,
  CardActionTriggerV1Response,
  CardActionValue,
  CardFormValue,
  CardTemplateData,
  CardToast,
  CardToastType,
  P1ApprovalInstance,
  P1AppTicket,
  P1Envelope,
  P1OutApproval,
  P1OutApprovalRevert,
  P1P2pChatCreate,
  P2ApplicationBotMenuV6,
  P2CardActionTrigger,
  P2CardActionTriggerResponse,
  P2Envelope,
  P2Header,
  P2ImChatAccessEventBotP2pChatEnteredV1,
  P2ImMessageReceiveV1,
  P2URLPreviewGet,
  P2URLPreviewGetResponse,
  SchemaVersion,
  URLPreviewInline,
} from "@larkwire/protocol";
export type { Clock, TimerHandle } from "./clock.ts";
export { type Closable, type CloseOnSignalOptions, closeOnSignal } from "./close-on-signal.ts";
export type { ClientHealth, ConnectionHealth, NotReadyReason } from "./connection/client-health.ts";
export type { ClientState } from "./connection/client-state.ts";
export type { CurrentGap, Gap, Gaps } from "./connection/gap-tracker.ts";
export type { LostAnswer, LostAnswerReason } from "./connection/lost-answer.ts";
export type { MessageRef } from "./connection/message.ts";
export type { Statistics } from "./connection/statistics.ts";
export { type CloseOptions, WSClient } from "./connection/ws-client.ts";
export type { WSClientLimits, WSClientOptions } from "./connection/ws-client-options.ts";
export type { Dispatcher } from "./dispatch/answer-envelope.ts";
export { type DispatchResult, EventDispatcher } from "./dispatch/event-dispatcher.ts";
export type { HandlerContext, Transport } from "./dispatch/handler-context.ts";
export type { CardShape, CustomizedHandler, Handler, HandlerName } from "./dispatch/handler-types.ts";
export type { Middleware, Next } from "./dispatch/middleware.ts";
export {
  ConfigError,
  type ConfigErrorCode,
  ConnectionError,
  type ConnectionErrorCode,
  DispatchError,
  type DispatchErrorCode,
  LarkwireError,
  type LarkwireErrorCode,
} from "./errors.ts";
export type { LogFields, Logger, LogLevel } from "./logger.ts";
export type { CertificateAuthorities } from "./network/dial.ts";
export type { PlatformDomain } from "./network/platform-domain.ts";
export type { Diagnostic, DiagnosticEvents, DiagnosticName } from "./observability/diagnostic-events.ts";
export type { HistogramSnapshot } from "./observability/histogram.ts";
export type { HistogramMetric, Metric, MetricSample, SimpleMetric } from "./observability/metric.ts";
export { VERSION } from "./version.ts";
export { WebhookReceiver } from "./webhook/webhook-receiver.ts";
export type { WebhookLimits, WebhookReceiverOptions } from "./webhook/webhook-receiver-options.ts";
export type { WebhookRequest } from "./webhook/webhook-request.ts";
export type { WebhookResponse } from "./webhook/webhook-response.ts";
