import type { CallbackType } from "./callback-table.ts";

/** The callbacks whose answers have named parts. */
type WithParts = Extract<CallbackType, "card.action.trigger" | "url.preview.get">;

/** The keys that an answer to a current callback is made of. Sources: the references of both callbacks. */
export const ANSWER_PARTS: Readonly<Record<WithParts, readonly string[]>> = {
  "card.action.trigger": ["toast", "card"],
  "url.preview.get": ["inline", "card"],
};
