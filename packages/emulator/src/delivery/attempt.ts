import type { AppConfig } from "../apps/app-config.ts";
import type { PushInQuestion } from "../apps/why-withheld.ts";
import type { Random } from "../random.ts";
import type { Delivery } from "./delivery.ts";
import { bodyOf, type Push } from "./push.ts";

/** The app that pushes are for. What is published is read anew for every push, retries included. */
export interface PushTarget {
  readonly appId: string;
  readonly tenantKey: string;
  readonly published: AppConfig;
  /** Whether the company's administrator lets the app run. */
  readonly enabled: boolean;
  /** Why its settings keep a push from the app, in one sentence; `undefined` when they do not. */
  whyWithheld(push: PushInQuestion): string | undefined;
}

/** One try to get a push to its app. */
export interface Attempt {
  readonly target: PushTarget;
  readonly push: Push;
  /** 1 for the first. */
  readonly number: number;
  /** `messageId` of the successful push that is repeated. */
  readonly duplicateOf?: string | undefined;
}

/** What came of an attempt. What failed is said by the delivery's `reason`. */
export interface Reply {
  readonly delivery: Delivery;
  readonly result:
    | {
        readonly ok: true;
        /** The answer's JSON text; empty when there was none. */
        readonly answerJson: string;
      }
    | {
        readonly ok: false;
        /** What a clicker would see. */
        readonly code: number;
      };
}

/** How a new journal entry begins. */
interface Beginning {
  readonly transport: Delivery["transport"];
  /** What stands where the body has the Verification Token. */
  readonly token: string;
  readonly now: number;
}

/** The journal's entry of an attempt before anything was sent. */
export function newDelivery(attempt: Attempt, random: Random, { transport, token, now }: Beginning): Delivery {
  const { target, push } = attempt;
  const { kind, eventId, eventType, traceId } = push;
  return {
    messageId: random.stream(target.appId).uuid(),
    eventId,
    eventType,
    kind,
    appId: target.appId,
    traceId,
    transport,
    status: "waiting",
    acknowledged: false,
    reason: "The app has not answered yet.",
    attempt: attempt.number,
    ...(attempt.duplicateOf === undefined ? {} : { duplicateOf: attempt.duplicateOf }),
    seqId: "0",
    logId: "0",
    parts: 0,
    sentAt: now,
    repeatedAnswers: 0,
    requestJson: bodyOf(push, target, token),
  };
}
