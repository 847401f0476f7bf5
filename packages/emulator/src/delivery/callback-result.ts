import type { JsonObject } from "../json-object.ts";
import type { Delivery } from "./delivery.ts";

/** What came of a callback, as the platform judges it. */
export interface CallbackResult {
  /** What the clicker's client would show: 0, or a code such as 200341. Source: the card callback reference. */
  readonly code: number;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The app's answer, when it was accepted and not empty. */
  readonly answer?: JsonObject | undefined;
  /** From sending to the answer or the end of the wait; 0 when nothing was sent. */
  readonly latencyMs: number;
  /** The push that asked the app. */
  readonly delivery: Delivery;
}
