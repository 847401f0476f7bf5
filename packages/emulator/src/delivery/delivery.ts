import type { SignatureSteps } from "../webhook/webhook-request.ts";

/**
 * How far a push got. `waiting`: sent, no answer yet. `answered`: in time, whatever the answer says. `timed_out`: no
 * answer in time. `cut`: the same, and the client's link or the server's connection had broken.
 *
 * Nothing was sent with: `no_client`, no long connection was open; `unreachable`, no connection to the request URL;
 * `not_subscribed`, not set up in the console; `blocked`, an earlier event of this ordered type has not succeeded yet.
 * (Of `not_subscribed` there is one that was sent: a click in a frame of type `card`.)
 */
export type DeliveryStatus =
  | "waiting"
  | "answered"
  | "timed_out"
  | "cut"
  | "no_client"
  | "unreachable"
  | "not_subscribed"
  | "blocked";

/** What a client sent back for one push over the long connection. */
export interface ReceivedAnswer {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The connection it came in on: usually, not always, that of the push. */
  readonly connectionId: string;
  /** `code` of the acknowledgement; missing when it has none or is no JSON. */
  readonly ackCode?: number | undefined;
  /** The `biz_rt` header: the milliseconds the client says its handler took. Missing or negative in some clients. */
  readonly bizRt?: number | undefined;
  /** Whether `SeqID` and `LogID` came back unchanged; clients that store them as doubles round them. */
  readonly idsEchoed: boolean;
  /** Whether every header of the push came back, `instance_id` among them. */
  readonly headersEchoed: boolean;
  /** `data` of the acknowledgement, decoded from base64; missing when there is none or it cannot be decoded. */
  readonly answerJson?: string | undefined;
}

/** A webhook's request and answer, as they travelled. */
export interface HttpExchange {
  /** In the order on the wire; `Host` and `Connection` come on top. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** The exact body, UTF-8; encrypted when there is an Encrypt Key. */
  readonly requestBody: string;
  /** How the signature came about; missing on an unsigned request. */
  readonly signature?: SignatureSteps | undefined;
  /** When the TCP connection stood, milliseconds since 1970. */
  readonly connectedAt?: number | undefined;
  /** Lower-case names; missing without an answer. */
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
  /** As far as it came; missing without an answer. */
  readonly responseBody?: string | undefined;
}

/** One push, as the journal keeps it: each retry is one of its own. Objects are never changed: a later state is a new object. */
export interface Delivery {
  /** New for every push: `message_id` of the frames; of a webhook an id that only the journal knows. */
  readonly messageId: string;
  /** `header.event_id` (p2) or `uuid` (p1), the same in all retries; of a legacy card callback its `X-Refresh-Token`. */
  readonly eventId: string;
  /** Such as `card.action.trigger`. */
  readonly eventType: string;
  /** What is pushed: an event can come again, a callback cannot. */
  readonly kind: "event" | "callback" | "url_verification";
  /** The app it is for. */
  readonly appId: string;
  /** The same in both requests of a click that goes to the current and the legacy callback. */
  readonly traceId: string;
  /** By which way. */
  readonly transport: "long_connection" | "webhook";
  /** How far it got. */
  readonly status: DeliveryStatus;
  /** Answered in time with code 200, or HTTP 200. */
  readonly acknowledged: boolean;
  /** What came of it, in one sentence. */
  readonly reason: string;
  /** 1 for the first push, 2 for the first retry. */
  readonly attempt: number;
  /** When this event is pushed again, milliseconds since 1970; missing when it is not. */
  readonly nextRetryAt?: number | undefined;
  /** `messageId` of the successful push that this one repeats; see the fault `repeat_event`. */
  readonly duplicateOf?: string | undefined;
  /** The client that was chosen; missing when there was none. */
  readonly connectionId?: string | undefined;
  /** Faults on demand that struck the push, by kind; missing when none did. */
  readonly faults?: readonly string[] | undefined;
  /** `service` of the frames: that of the connection. */
  readonly serviceId?: number | undefined;
  /** `type` of the frames: `event`, or `card` for a click whose callback is not subscribed. */
  readonly frameType?: string | undefined;
  /** `SeqID` and `LogID` of the frames, in decimal: above 2^53, so that clients which round them show. `"0"` of a webhook. */
  readonly seqId: string;
  /** See `seqId`. */
  readonly logId: string;
  /** Frames the message was split into; 0 when none was sent. */
  readonly parts: number;
  /** Where a webhook was sent to. */
  readonly url?: string | undefined;
  /** Status of a webhook's answer. */
  readonly httpStatus?: number | undefined;
  /** A webhook's request and answer. */
  readonly http?: HttpExchange | undefined;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Milliseconds since 1970; missing without an answer in time. */
  readonly answeredAt?: number | undefined;
  /** `code` of the answer in time, over the long connection. */
  readonly ackCode?: number | undefined;
  /** `biz_rt` of the answer in time. */
  readonly bizRt?: number | undefined;
  /** The answer in time, over the long connection. */
  readonly answer?: ReceivedAnswer | undefined;
  /** The first answer that came after the deadline. */
  readonly lateAnswer?: ReceivedAnswer | undefined;
  /** Answers after the first, in time or not. */
  readonly repeatedAnswers: number;
  /** What the clicker sees: 0 or a platform code. Only for callbacks. */
  readonly code?: number | undefined;
  /** The body as plain JSON text: of an encrypted webhook, what was encrypted. */
  readonly requestJson: string;
}
