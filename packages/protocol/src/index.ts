export type { AnswerIssue } from "./callbacks/answer-issue.ts";
export { ANSWER_PARTS } from "./callbacks/answer-parts.ts";
export type {
  CallbackCard,
  CardTemplateData,
  RawCallbackCard,
  TemplateCallbackCard,
} from "./callbacks/callback-card.ts";
export type { CallbackHost, CallbackOperator } from "./callbacks/callback-origin.ts";
export {
  CALLBACK_TYPES,
  type CallbackTable,
  type CallbackType,
  isCallbackType,
} from "./callbacks/callback-table.ts";
export type {
  CardAction,
  CardActionContext,
  CardActionTriggerEvent,
  CardActionValue,
  CardFormField,
  CardFormValue,
  P2CardActionTrigger,
  P2CardActionTriggerResponse,
} from "./callbacks/card-action-trigger.ts";
export type {
  CardActionTriggerV1,
  CardActionTriggerV1Card,
  CardActionTriggerV1Response,
  CardActionTriggerV1Template,
} from "./callbacks/card-action-trigger-v1.ts";
export { CARD_TOAST_TYPES, type CardToast, type CardToastLocale, type CardToastType } from "./callbacks/card-toast.ts";
export { CLIENT_CODE } from "./callbacks/clicker-codes.ts";
export { has, isJsonObject, type JsonObject, kindOf, show } from "./callbacks/json-value.ts";
export type {
  P2URLPreviewGet,
  P2URLPreviewGetResponse,
  URLPreviewContext,
  URLPreviewGetEvent,
  URLPreviewInline,
  URLPreviewLink,
  URLPreviewLocale,
  URLPreviewTitles,
} from "./callbacks/url-preview-get.ts";
export { type AnswerContext, looksFlawless, validateAnswer } from "./callbacks/validate-answer.ts";
export {
  type ClientConfig,
  type ClientConfigWire,
  clientConfigToWire,
  DEFAULT_CLIENT_CONFIG,
  mergeClientConfig,
} from "./client-config.ts";
export { explainCode, PLATFORM_CODES } from "./codes.ts";
export {
  ANSWER_DEADLINE_MS,
  CONNECTION_QUERY,
  DISCOVERY_CODE,
  DISCOVERY_PATH,
  type DiscoveryReply,
  type DiscoveryRequest,
  HANDSHAKE_HEADER,
  MAX_CONNECTIONS_PER_APP,
} from "./discovery.ts";
export type { Envelope, P1Envelope, P2Envelope, P2Header, SchemaVersion } from "./envelope/envelope.ts";
export { asBuffer, type BodyResult, parseBody } from "./envelope/parse-body.ts";
export {
  type EnvelopeFault,
  type EnvelopeResult,
  parseEnvelope,
  recogniseEnvelope,
} from "./envelope/parse-envelope.ts";
export type { BotMenuV6Event, P2ApplicationBotMenuV6 } from "./events/bot-menu-v6.ts";
export type {
  BotP2pChatEnteredV1Event,
  P2ImChatAccessEventBotP2pChatEnteredV1,
} from "./events/bot-p2p-chat-entered-v1.ts";
export { EVENT_TYPES, type EventTable, type EventType, isEventType } from "./events/event-table.ts";
export type {
  ImMessageReceiveV1Event,
  MessageMention,
  P2ImMessageReceiveV1,
  ReceivedMessage,
} from "./events/im-message-receive-v1.ts";
export type {
  P1ApprovalInstance,
  P1ApprovalInstanceEvent,
  P1AppTicket,
  P1AppTicketEvent,
  P1OutApproval,
  P1OutApprovalEvent,
  P1OutApprovalRevert,
  P1OutApprovalRevertEvent,
  P1P2pChatCreate,
  P1P2pChatCreateEvent,
} from "./events/p1-events.ts";
export type { UserId } from "./events/user-id.ts";
export { ACK_CODE, type Ack, ackFrame } from "./frame/ack.ts";
export { pingFrame, pongFrame } from "./frame/control-frames.ts";
export { type AckResult, decodeAck } from "./frame/decode-ack.ts";
export { decodeFrame, type FrameResult, MAX_FRAME_HEADERS } from "./frame/decode-frame.ts";
export { encodeAckFrame } from "./frame/encode-ack-frame.ts";
export { encodeFrame } from "./frame/encode-frame.ts";
export { FRAME_HEADER, FRAME_METHOD, FRAME_TYPE, type Frame, type FrameHeader, frameHeader } from "./frame/frame.ts";
export {
  type AbandonedMessage,
  DEFAULT_REASSEMBLY_LIMITS,
  type PartFault,
  type PartResult,
  Reassembler,
  type ReassemblyLimits,
} from "./frame/reassembler.ts";
export { splitMessage } from "./frame/split-message.ts";
export { type FrameFault, MAX_FRAME_TEXT_BYTES } from "./frame/wire-reader.ts";
export type { PlatformCode } from "./platform-code.ts";
export { BodyCipher, CIPHER_BLOCK_BYTES, type DecryptFault, type DecryptResult } from "./security/body-cipher.ts";
export { equalSecrets } from "./security/equal-secrets.ts";
export { eventSignature, legacyCardSignature, SIGNATURE_HEADER, type SignedRequest } from "./security/signature.ts";
export { textDigest } from "./security/text-digest.ts";
