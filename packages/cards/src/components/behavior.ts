import type { FieldTable, ListField } from "../rows/field.ts";
import { data, either, list, object, oneOf, required, string, url } from "../rows/make-field.ts";

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

/** In a form of a 1.0 card: sends it off, or resets it. */
export interface FormActionBehavior {
  type: "form_action";
  /** Default: `submit`. */
  behavior?: "submit" | "reset";
}

/** What a click does. A link and a callback may stand side by side, and both happen. Source: "Configuring card interactions". */
export type Behavior = OpenUrlBehavior | CallbackBehavior;

/** What a click in a 1.0 card does. */
export type BehaviorV1 = Behavior | FormActionBehavior;

const MEMBERS: FieldTable = {
  default_url: url(),
  android_url: url(),
  ios_url: url(),
  pc_url: url(),
  value: either(data(), string()),
};

/** `behaviors`: which of its members are required depends on `type`. */
export function behaviorsV2(): ListField {
  return list({
    ...object({ type: required(oneOf(["open_url", "callback"])), ...MEMBERS }),
    variants: { by: "type", required: { open_url: ["default_url"], callback: ["value"] } },
  });
}

/** `behaviors` of a 1.0 card, which know `form_action` besides. */
export function behaviorsV1(): ListField {
  return list({
    ...object({
      type: required(oneOf(["open_url", "callback", "form_action"])),
      ...MEMBERS,
      behavior: oneOf(["submit", "reset"], { default: "submit" }),
    }),
    variants: { by: "type", required: { open_url: ["default_url"], callback: ["value"] } },
  });
}
