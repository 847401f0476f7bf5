import type { Px } from "../enums/words.ts";
import type { ComponentRow, Interaction } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, flag, link, oneOf, plainText, size, url } from "../rows/make-field.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import { MULTI_URL, type MultiUrl } from "./link.ts";
import type { PlainTextV2, TextV1 } from "./text.ts";

const BUTTON_TYPES = [
  "default",
  "primary",
  "danger",
  "text",
  "primary_text",
  "danger_text",
  "primary_filled",
  "danger_filled",
  "laser",
] as const;

const BUTTON_SIZES = ["tiny", "small", "medium", "large"] as const;
const FORM_ACTION_TYPES = ["submit", "reset"] as const;
const ACTION_TYPES = ["link", "request", "multi", "form_submit", "form_reset"] as const;

/** What a button looks like and does in both dialects. */
interface Shared {
  /** Look. Default: `default`. */
  type?: (typeof BUTTON_TYPES)[number];
  /** Height: 24, 28, 32 or 40 px on computers, 28, 28, 36 or 48 px on phones. Default: `medium`. */
  size?: (typeof BUTTON_SIZES)[number];
  /** As wide as its text, as its container, or a width from 100px on. Default: `default`. */
  width?: "default" | "fill" | Px;
  /** In front of the text. */
  icon?: Icon;
  /** In a form: the older name of `form_action_type`, with `form_submit` and `form_reset`. */
  action_type?: (typeof ACTION_TYPES)[number];
  /** The older way to open a link. Not beside `multi_url`. */
  url?: string;
  /** The older way to open a link that depends on the client. Not beside `url`. */
  multi_url?: MultiUrl;
  /** With an older link and a `value`: whether both happen, instead of the link alone. Default: false. */
  complex_interaction?: boolean;
}

/** A button of a 2.0 card. Calls back on a click, with or without `behaviors`. */
export interface ButtonV2 extends Shared, InteractiveV2 {
  tag: "button";
  /** What it says: at most 100 characters. */
  text?: PlainTextV2;
  /** In a form: sends it off, or puts every component back to its initial value without a callback. */
  form_action_type?: (typeof FORM_ACTION_TYPES)[number];
}

/** A button of a 1.0 card. Calls back on a click, unless it only opens a link. */
export interface ButtonV1 extends Shared, InteractiveV1 {
  tag: "button";
  /** What it says: at most 100 characters. */
  text?: TextV1;
  /** As in 2.0. */
  form_action_type?: (typeof FORM_ACTION_TYPES)[number];
}

const SHARED: FieldsOf<Shared> = {
  type: oneOf(BUTTON_TYPES, { default: "default" }),
  size: oneOf(BUTTON_SIZES, { default: "medium" }),
  width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
  icon: element(...ICON_TAGS),
  action_type: oneOf(ACTION_TYPES),
  url: url(),
  multi_url: link(MULTI_URL),
  complex_interaction: flag(false),
};

const INTERACTION: Interaction = { callsBack: "by_itself" };

export const BUTTON_V2: ComponentRow = {
  tag: "button",
  kind: "interactive",
  fields: {
    ...INTERACTIVE_V2,
    ...SHARED,
    text: plainText(100),
    form_action_type: oneOf(FORM_ACTION_TYPES),
  } satisfies FieldsOf<ButtonV2>,
  interaction: INTERACTION,
  source: "Button",
};

export const BUTTON_V1: ComponentRow = {
  tag: "button",
  kind: "interactive",
  fields: {
    ...INTERACTIVE_V1,
    ...SHARED,
    text: { kind: "element", tags: ["plain_text", "lark_md"], maxText: 100 },
    form_action_type: oneOf(FORM_ACTION_TYPES),
  } satisfies FieldsOf<ButtonV1>,
  interaction: INTERACTION,
  source: "Button",
};
