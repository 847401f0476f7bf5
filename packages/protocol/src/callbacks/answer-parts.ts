import type { CallbackType } from "./callback-table.ts";

/** The keys that an answer to a current callback is made of. Sources: the references of both callbacks. */
export const ANSWER_PARTS = {
  "card.action.trigger": ["toast", "card"],
  "url.preview.get": ["inline", "card"],
} as const satisfies Partial<Record<CallbackType, readonly string[]>>;
