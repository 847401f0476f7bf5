export type {
  CallbackCard,
  CardActionTriggerV1,
  CardActionTriggerV1Response,
  CardActionValue,
  CardFormValue,
  CardTemplateData,
  CardToast,
  CardToastType,
  Envelope,
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
export type { ActionGuard, Denial } from "./actions/action-guard.ts";
export type { ActionMatch } from "./actions/action-match.ts";
export { type ActionHandler, type ActionRoute, CardActions, type CardActionsOptions } from "./actions/card-actions.ts";
export type { CardPress } from "./actions/card-press.ts";
export type { OnRefused, Refusal } from "./actions/refusal.ts";
export type { SchemaIssue, SchemaResult, StandardSchema } from "./actions/standard-schema.ts";
export type { CardContent } from "./card-updates/card-content.ts";
export type { CardHandle, CardUpdateOutcome } from "./card-updates/card-handle.ts";
export type { AnswerFate, CardUpdates, LateAnswer } from "./card-updates/card-updates.ts";
export type { Clock, TimerHandle } from "./clock.ts";
export { type Closable, type CloseOnSignalOptions, closeOnSignal } from "./close-on-signal.ts";
export type { ClientState } from "./connection/client-state.ts";
export type { ClientHealth, ConnectionHealth, NotReadyReason } from "./connection/monitor/client-health.ts";
export type { Diagnostic, DiagnosticEvents, DiagnosticName } from "./connection/monitor/diagnostic-events.ts";
export type { CurrentGap, Gap, Gaps } from "./connection/monitor/gap-tracker.ts";
export type { LostAnswer, LostAnswerReason } from "./connection/monitor/lost-answer.ts";
export type { Statistics } from "./connection/monitor/statistics.ts";
export type { MessageRef } from "./connection/session/message.ts";
export { type CloseOptions, WSClient } from "./connection/ws-client.ts";
export type { WSClientLimits, WSClientOptions } from "./connection/ws-client-options.ts";
export type { Dispatcher } from "./dispatch/answering-parts.ts";
export type { AnsweringStatistics } from "./dispatch/answering-statistics.ts";
export type { BackgroundOptions } from "./dispatch/background-options.ts";
export type { DeadlineGuardOptions, GuardToast } from "./dispatch/deadline-guard.ts";
export type { DispatchPolicy, EventDispatcherOptions } from "./dispatch/dispatcher-options.ts";
export { type DispatchResult, EventDispatcher } from "./dispatch/event-dispatcher.ts";
export type { HandlerContext, LaterAnswer, LaterWork, Transport } from "./dispatch/handler-context.ts";
export type { FailureDecision, HandlerFailure, OnError } from "./dispatch/handler-failure.ts";
export type { CardShape, CustomizedHandler, Handler, HandlerName } from "./dispatch/handler-types.ts";
export type { Middleware, Next } from "./dispatch/middleware.ts";
export type { ArrivedEvent, StalePolicy } from "./dispatch/stale-policy.ts";
export type { DuplicateOptions } from "./duplicates/duplicate-options.ts";
export type { DuplicateStore, HeldClaim, StoreClaim } from "./duplicates/duplicate-store.ts";
export {
  CardUpdateError,
  type CardUpdateErrorCode,
  ConfigError,
  type ConfigErrorCode,
  ConnectionError,
  type ConnectionErrorCode,
  DispatchError,
  type DispatchErrorCode,
  LarkwireError,
  type LarkwireErrorCode,
  OpenApiError,
  type OpenApiErrorCode,
} from "./errors.ts";
export type { LogFields, Logger, LogLevel } from "./logger.ts";
export type { CertificateAuthorities } from "./network/dial.ts";
export type { PlatformDomain } from "./network/platform-domain.ts";
export type { HistogramSnapshot } from "./observability/histogram.ts";
export type { HistogramMetric, Metric, MetricSample, SimpleMetric } from "./observability/metric.ts";
export { patchCard, refreshURLPreviews, updateCardWithToken } from "./openapi/card-calls.ts";
export {
  type MessageInput,
  type ReceiveIdType,
  type ReplyInput,
  replyToMessage,
  type SentMessage,
  sendMessage,
} from "./openapi/message-calls.ts";
export { type OpenApiBody, type OpenApiCall, OpenApiClient } from "./openapi/openapi-client.ts";
export type { OpenApiClientOptions, OpenApiLimits } from "./openapi/openapi-client-options.ts";
export type { IoRedisClient, NodeRedisClient, RedisClient } from "./redis/redis-client.ts";
export { type RedisDuplicateStoreOptions, redisDuplicateStore } from "./redis/redis-duplicate-store.ts";
export { VERSION } from "./version.ts";
export type { WebhookRefusalCode } from "./webhook/refusal.ts";
export type { WebhookFaultCode } from "./webhook/webhook-answer.ts";
export type { WebhookHealth } from "./webhook/webhook-health.ts";
export { type WebhookCloseOptions, WebhookReceiver } from "./webhook/webhook-receiver.ts";
export type { WebhookLimits, WebhookReceiverOptions } from "./webhook/webhook-receiver-options.ts";
export type { WebhookRequest } from "./webhook/webhook-request.ts";
export type { WebhookResponse } from "./webhook/webhook-response.ts";
export type { WebhookStatistics } from "./webhook/webhook-statistics.ts";
