import type { ByLocale } from "../enums/locales.ts";
import type { Px } from "../enums/words.ts";
import type { ComponentRow, Interaction } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, flag, integer, number, oneOf, plainText, size, text } from "../rows/make-field.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

const INPUT_TYPES = ["text", "multiline_text", "password"] as const;
const LABEL_POSITIONS = ["top", "left"] as const;

interface Shared<Text> {
  /** Shown while it is empty: at most 100 characters. Default: "请输入". */
  placeholder?: Text;
  /** What it holds at first. */
  default_value?: string;
  /** The same by language; wins. */
  i18n_default_value?: ByLocale<string>;
  /** The most characters, 1 to 1000. Default: 1000. */
  max_length?: number;
  /** Default: `text`. */
  input_type?: (typeof INPUT_TYPES)[number];
  /** Lines shown, for `multiline_text`. Default: 5. */
  rows?: number;
  /** Grows with its text, for `multiline_text` on computers. Default: false. */
  auto_resize?: boolean;
  /** The most lines it grows to, with `auto_resize`; rounded, and at least 1. */
  max_rows?: number;
  /** An icon in front, for `password`. Default: true. */
  show_icon?: boolean;
  /** What it asks for. */
  label?: Text;
  /** Where the label stands; always `top` on narrow screens. Default: `top`. */
  label_position?: (typeof LABEL_POSITIONS)[number];
  /** Default: `default`. */
  width?: "default" | "fill" | Px;
}

/** A text field of a 2.0 card. To stand beside a button, both have to be in a form. */
export interface InputV2 extends Shared<PlainTextV2>, InteractiveV2 {
  tag: "input";
}

/** A text field of a 1.0 card. At the root it stands in an `action` and may not be `required`. */
export interface InputV1 extends Shared<PlainTextV1>, InteractiveV1 {
  tag: "input";
}

const SHARED: FieldsOf<Shared<PlainTextV1>> = {
  placeholder: plainText(100),
  default_value: text(1000),
  i18n_default_value: byLocale(text(1000)),
  max_length: integer({ min: 1, max: 1000, default: 1000 }),
  input_type: oneOf(INPUT_TYPES, { default: "text" }),
  rows: number({ default: 5 }),
  auto_resize: flag(false),
  max_rows: number(),
  show_icon: flag(true),
  label: plainText(),
  label_position: oneOf(LABEL_POSITIONS, { default: "top" }),
  width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
};

const INTERACTION: Interaction = { callsBack: "by_itself", actionKey: "input_value", formValue: "text" };

export const INPUT_V2: ComponentRow = {
  tag: "input",
  kind: "interactive",
  fields: { ...INTERACTIVE_V2, ...SHARED } satisfies FieldsOf<InputV2>,
  interaction: INTERACTION,
  source: "Input",
};

export const INPUT_V1: ComponentRow = {
  tag: "input",
  kind: "interactive",
  fields: { ...INTERACTIVE_V1, ...SHARED } satisfies FieldsOf<InputV1>,
  interaction: INTERACTION,
  source: "Input",
};
