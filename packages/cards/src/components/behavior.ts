import type { ListField } from "../table/field.ts";
import { data, either, list, oneOf, required, string, url } from "../table/make-field.ts";

/** Opens a link. */
export interface OpenUrlBehavior {
  type: "open_url";
  /** For clients without an address of their own. http or https. */
  default_url: string;
  /** For Android; `lark://msgcard/unsupported_action` switches it off there. */
  android_url?: string;
  /** For iOS, likewise. */
  ios_url?: string;
  /** For computers, likewise. */
  pc_url?: string;
}

/** Calls the app back: `card.action.trigger`. */
export interface CallbackBehavior {
  type: "callback";
  /** What comes back as `event.action.value`. The official SDKs read objects only. */
  value: Readonly<Record<string, unknown>> | string;
}

/** What a click does. A link and a callback may stand side by side, and both happen. Source: "Configuring card interactions". */
export type Behavior = OpenUrlBehavior | CallbackBehavior;

export const BEHAVIOR_TYPES = ["open_url", "callback"] as const;

/** `behaviors`: which of its members are required depends on `type`. */
export function behaviors(): ListField {
  return list({
    kind: "object",
    fields: {
      type: required(oneOf(BEHAVIOR_TYPES)),
      default_url: url(),
      android_url: url(),
      ios_url: url(),
      pc_url: url(),
      value: either(data(), string()),
    },
    variants: { by: "type", required: { open_url: ["default_url"], callback: ["value"] } },
  });
}
