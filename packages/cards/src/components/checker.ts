import type { Edges } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { edges, element, elements, flag, number, object, oneOf } from "../rows/make-field.ts";
import type { ButtonV1, ButtonV2 } from "./button.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import type { TextV1, TextV2 } from "./text.ts";

const BUTTON_DISPLAY_RULES = ["always", "on_hover"] as const;

interface ButtonArea<Button> {
  /** When computers show the buttons. Default: `always`. */
  pc_display_rule?: (typeof BUTTON_DISPLAY_RULES)[number];
  /** At most 3, of type `text`, `primary_text` or `danger_text`. */
  buttons?: readonly Button[];
}

interface Shared<Text, Button> {
  /** What is to be ticked off. */
  text?: Text;
  /** Ticked at first. Default: false. */
  checked?: boolean;
  /** Whether a click anywhere on it ticks it, and not only one on the box. Default: true. */
  overall_checkable?: boolean;
  /** Buttons beside the text. */
  button_area?: ButtonArea<Button>;
  /** How it looks when it is ticked. */
  checked_style?: {
    /** Default: false. */
    show_strikethrough?: boolean;
    /** From 0 to 1. Default: 1. */
    opacity?: number;
  };
  /** Default: 0. */
  padding?: Edges;
}

/** A task to tick off, in a 2.0 card. Without `behaviors` the tick stays in the client. */
export interface CheckerV2 extends Shared<TextV2, ButtonV2>, InteractiveV2 {
  tag: "checker";
}

/** A task to tick off, in a 1.0 card. Without `behaviors` the tick stays in the client. */
export interface CheckerV1 extends Shared<TextV1, ButtonV1>, InteractiveV1 {
  tag: "checker";
}

const SHARED: FieldsOf<Shared<TextV1, ButtonV1>> = {
  text: element("plain_text", "lark_md"),
  checked: flag(false),
  overall_checkable: flag(true),
  button_area: object({
    pc_display_rule: oneOf(BUTTON_DISPLAY_RULES, { default: "always" }),
    buttons: elements(["button"], { max: 3 }),
  } satisfies FieldsOf<ButtonArea<ButtonV1>>),
  checked_style: object({ show_strikethrough: flag(false), opacity: number({ min: 0, max: 1, default: 1 }) }),
  padding: edges(-99, 99, "0px"),
};

const CHECKER: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "checker",
  kind: "interactive",
  interaction: { callsBack: "with_behavior", actionKey: "checked", formValue: "boolean" },
  source: "Checker",
};

export const CHECKER_V2: ComponentRow = {
  ...CHECKER,
  fields: { ...INTERACTIVE_V2, ...SHARED } satisfies FieldsOf<CheckerV2>,
};

export const CHECKER_V1: ComponentRow = {
  ...CHECKER,
  fields: { ...INTERACTIVE_V1, ...SHARED } satisfies FieldsOf<CheckerV1>,
};
