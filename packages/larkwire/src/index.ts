// The entry point "larkwire": the long connection, the REST API, and all that "larkwire/webhook" has.

export type { ClientState } from "./connection/client-state.ts";
export type { ClientHealth, ConnectionHealth, NotReadyReason } from "./connection/monitor/client-health.ts";
export type { Diagnostic, DiagnosticEvents, DiagnosticName } from "./connection/monitor/diagnostic-events.ts";
export type { CurrentGap, Gap, Gaps } from "./connection/monitor/gap-tracker.ts";
export type { LostAnswer, LostAnswerReason } from "./connection/monitor/lost-answer.ts";
export type { Statistics } from "./connection/monitor/statistics.ts";
export type { MessageRef } from "./connection/session/message.ts";
export { type CloseOptions, WSClient } from "./connection/ws-client.ts";
export type { WSClientLimits, WSClientOptions } from "./connection/ws-client-options.ts";
export type { CertificateAuthorities } from "./network/dial.ts";
export type { PlatformDomain } from "./network/platform-domain.ts";
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
export * from "./webhook/index.ts";
