// The entry point "larkwire/webhook": all of "larkwire" but what opens connections of its own, the client of the long
// connection and that of the REST API. An edge runtime may have no sockets for them.
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
export type { ActionGuard, Denial } from "../actions/action-guard.ts";
export type { ActionMatch } from "../actions/action-match.ts";
export { type ActionHandler, type ActionRoute, CardActions, type CardActionsOptions } from "../actions/card-actions.ts";
export type { CardPress } from "../actions/card-press.ts";
export type { OnRefused, Refusal } from "../actions/refusal.ts";
export type { SchemaIssue, SchemaResult, StandardSchema } from "../actions/standard-schema.ts";
export type { CardContent } from "../card-updates/card-content.ts";
export type { CardHandle, CardUpdateOutcome } from "../card-updates/card-handle.ts";
export type { AnswerFate, CardUpdates, LateAnswer } from "../card-updates/card-updates.ts";
export type { Clock, TimerHandle } from "../clock.ts";
export { type Closable, type CloseOnSignalOptions, closeOnSignal } from "../close-on-signal.ts";
export type { Dispatcher } from "../dispatch/answering-parts.ts";
export type { AnsweringStatistics } from "../dispatch/answering-statistics.ts";
export type { BackgroundOptions } from "../dispatch/background-options.ts";
export type { DeadlineGuardOptions, GuardToast } from "../dispatch/deadline-guard.ts";
export type { DispatchPolicy, EventDispatcherOptions } from "../dispatch/dispatcher-options.ts";
export { type DispatchResult, EventDispatcher } from "../dispatch/event-dispatcher.ts";
export type { HandlerContext, LaterAnswer, LaterWork, Transport } from "../dispatch/handler-context.ts";
export type { FailureDecision, HandlerFailure, OnError } from "../dispatch/handler-failure.ts";
export type { CardShape, CustomizedHandler, Handler, HandlerName } from "../dispatch/handler-types.ts";
export type { Middleware, Next } from "../dispatch/middleware.ts";
export type { ArrivedEvent, StalePolicy } from "../dispatch/stale-policy.ts";
export type { DuplicateOptions } from "../duplicates/duplicate-options.ts";
export type { DuplicateStore, HeldClaim, StoreClaim } from "../duplicates/duplicate-store.ts";
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
} from "../errors.ts";
export type { LogFields, Logger, LogLevel } from "../logger.ts";
export type { HistogramSnapshot } from "../observability/histogram.ts";
export type { HistogramMetric, Metric, MetricSample, SimpleMetric } from "../observability/metric.ts";
export type { IoRedisClient, NodeRedisClient, RedisClient } from "../redis/redis-client.ts";
export { type RedisDuplicateStoreOptions, redisDuplicateStore } from "../redis/redis-duplicate-store.ts";
export { VERSION } from "../version.ts";
export type { WebhookRefusalCode } from "./refusal.ts";
export type { WebhookFaultCode } from "./webhook-answer.ts";
export type { WebhookHealth } from "./webhook-health.ts";
export { type WebhookCloseOptions, WebhookReceiver } from "./webhook-receiver.ts";
export type { WebhookLimits, WebhookReceiverOptions } from "./webhook-receiver-options.ts";
export type { WebhookRequest } from "./webhook-request.ts";
export type { WebhookResponse } from "./webhook-response.ts";
export type { WebhookStatistics } from "./webhook-statistics.ts";
