import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, flag, integer, list, object, oneOf, plainText, required, size, string } from "../rows/make-field.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

const SELECT_TYPES = ["default", "text"] as const;

/** What all dropdowns share. */
export interface SelectShared<Text> {
  /** With or without a border. Default: `default`. */
  type?: (typeof SELECT_TYPES)[number];
  /** Shown while nothing is chosen: at most 100 characters. */
  placeholder?: Text;
  /** Default: `default`. */
  width?: "default" | "fill" | Px;
}

export const SELECT_SHARED: FieldsOf<SelectShared<PlainTextV1>> = {
  type: oneOf(SELECT_TYPES, { default: "default" }),
  placeholder: plainText(100),
  width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
};

/** One line of a dropdown. */
interface Option<Text> {
  /** What it says. */
  text: Text;
  /** In front of the text. */
  icon?: Icon;
  /** What comes back; unique among the options. */
  value: string;
}

interface Options<Text> extends SelectShared<Text> {
  /** The lines. */
  options?: readonly Option<Text>[];
}

interface Single {
  /** The value that is chosen at first; wins over `initial_index`. */
  initial_option?: string;
  /** The line that is chosen at first, counted from 1; 0 for none. */
  initial_index?: number;
}

interface Multi {
  /** The values that are chosen at first. */
  selected_values?: readonly string[];
}

/** A dropdown of a 2.0 card, for one choice. */
export interface SelectStaticV2 extends Options<PlainTextV2>, Single, InteractiveV2 {
  tag: "select_static";
}

/** A dropdown of a 1.0 card, for one choice. */
export interface SelectStaticV1 extends Options<PlainTextV1>, Single, InteractiveV1 {
  tag: "select_static";
}

/** A dropdown of a 2.0 card, for several choices. Only in a form; `required` is true by default. */
export interface MultiSelectStaticV2 extends Options<PlainTextV2>, Multi, InteractiveV2 {
  tag: "multi_select_static";
}

/** A dropdown of a 1.0 card, for several choices. Only in a form; `required` is true by default. */
export interface MultiSelectStaticV1 extends Options<PlainTextV1>, Multi, InteractiveV1 {
  tag: "multi_select_static";
}

const OPTION: FieldsOf<Option<PlainTextV1>> = {
  text: required(plainText()),
  icon: element(...ICON_TAGS),
  value: required(string()),
};

const OPTIONS: FieldsOf<Options<PlainTextV1>> = { ...SELECT_SHARED, options: list(object(OPTION)) };
const SINGLE: FieldsOf<Single> = { initial_option: string(), initial_index: integer({ min: 0, default: 0 }) };
const MULTI: FieldsOf<Multi & { required?: boolean }> = { selected_values: list(string()), required: flag(true) };

const SELECT: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "select_static",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "option", formValue: "text" },
  source: "Single-select dropdown",
};

const MULTI_SELECT: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "multi_select_static",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "options", formValue: "texts", formOnly: true },
  source: "Multi-select dropdown",
};

export const SELECT_STATIC_V2: ComponentRow = {
  ...SELECT,
  fields: { ...INTERACTIVE_V2, ...OPTIONS, ...SINGLE } satisfies FieldsOf<SelectStaticV2>,
};

export const SELECT_STATIC_V1: ComponentRow = {
  ...SELECT,
  fields: { ...INTERACTIVE_V1, ...OPTIONS, ...SINGLE } satisfies FieldsOf<SelectStaticV1>,
};

export const MULTI_SELECT_STATIC_V2: ComponentRow = {
  ...MULTI_SELECT,
  fields: { ...INTERACTIVE_V2, ...OPTIONS, ...MULTI } satisfies FieldsOf<MultiSelectStaticV2>,
};

export const MULTI_SELECT_STATIC_V1: ComponentRow = {
  ...MULTI_SELECT,
  fields: { ...INTERACTIVE_V1, ...OPTIONS, ...MULTI } satisfies FieldsOf<MultiSelectStaticV1>,
};
