/**
 * How far a push got. `withheld`: the app's settings in the developer console keep it from the app. `waiting`: sent, no answer yet. `answered`: in time, whatever the answer says. `no_client`: no
 * long connection was open. `timed_out`: no answer in time. `cut`: the same, and the client's link had broken.
 */
export type DeliveryStatus = "withheld" | "waiting" | "answered" | "no_client" | "timed_out" | "cut";

/** What a client sent back for one push. */
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

/** One push, as the journal keeps it. Objects are never changed: a later state is a new object. */
export interface Delivery {
  /** `message_id` of the frames. */
  readonly messageId: string;
  /** `header.event_id` (p2) or `uuid` (p1). */
  readonly eventId: string;
  readonly eventType: string;
  readonly appId: string;
  readonly traceId: string;
  readonly status: DeliveryStatus;
  /** Answered in time with code 200. */
  readonly acknowledged: boolean;
  /** What came of it, in one sentence. */
  readonly reason: string;
  /** The client that was chosen; missing when there was none. */
  readonly connectionId?: string | undefined;
  /** `SeqID` and `LogID` of the frames, in decimal: above 2^53, so that clients which round them show. */
  readonly seqId: string;
  readonly logId: string;
  /** Frames the message was split into; 0 when nothing was sent. */
  readonly parts: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Milliseconds since 1970; missing without an answer in time. */
  readonly answeredAt?: number | undefined;
  /** `code` of the answer in time. */
  readonly ackCode?: number | undefined;
  /** `biz_rt` of the answer in time. */
  readonly bizRt?: number | undefined;
  /** The answer in time. */
  readonly answer?: ReceivedAnswer | undefined;
  /** The first answer that came after the deadline. */
  readonly lateAnswer?: ReceivedAnswer | undefined;
  /** Answers after the first, in time or not. */
  readonly repeatedAnswers: number;
  /** What the clicker sees: 0 or a platform code. Only for callbacks. */
  readonly code?: number | undefined;
  /** The body that was sent, as JSON text. */
  readonly requestJson: string;
}
