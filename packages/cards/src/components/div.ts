import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, flag, list, object, required, size } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { ButtonV1 } from "./button.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import type { ImgV1, ImgV2 } from "./img.ts";
import type { OverflowV1 } from "./overflow.ts";
import type { DatePickerV1, PickerDatetimeV1, PickerTimeV1 } from "./pickers.ts";
import type { SelectStaticV1 } from "./select.ts";
import type { SelectPersonV1 } from "./select-person.ts";
import type { TextV1, TextV2 } from "./text.ts";

interface DivField<Text> {
  /** Two short fields in a row share a line. */
  is_short?: boolean;
  /** What it says. */
  text: Text;
}

/** A text of a 2.0 card. Needs `text` or `fields`. */
export interface DivV2 extends BaseV2 {
  tag: "div";
  /** The text. */
  text?: TextV2;
  /** Default: `fill`. */
  width?: "fill" | "auto" | Px;
  /** In front of the text. */
  icon?: Icon;
  /** Short texts in two columns; not on the 2.0 page, but taken (observed). */
  fields?: readonly DivField<TextV2>[];
  /** An image on the right; not on the 2.0 page. */
  extra?: ImgV2;
}

/** What may stand at the right of a 1.0 text. */
export type DivExtraV1 =
  | ImgV1
  | ButtonV1
  | OverflowV1
  | SelectStaticV1
  | SelectPersonV1
  | DatePickerV1
  | PickerTimeV1
  | PickerDatetimeV1;

/** A text of a 1.0 card. Needs `text` or `fields`. */
export interface DivV1 {
  tag: "div";
  /** The text. */
  text?: TextV1;
  /** In front of the text. */
  icon?: Icon;
  /** Short texts in two columns. */
  fields?: readonly DivField<TextV1>[];
  /** An image of 64 by 64 px or an interactive component, on the right. */
  extra?: DivExtraV1;
}

const FIELD: FieldsOf<DivField<TextV1>> = { is_short: flag(), text: required(element("plain_text", "lark_md")) };

const EXTRA_V1 = [
  "img",
  "button",
  "overflow",
  "select_static",
  "select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
];

export const DIV_V2: ComponentRow = {
  tag: "div",
  kind: "display",
  fields: {
    ...BASE_V2,
    text: element("plain_text", "lark_md"),
    width: size({ names: ["fill", "auto"], px: [16, 999], default: "fill" }),
    icon: element(...ICON_TAGS),
    fields: list(object(FIELD)),
    extra: element("img"),
  } satisfies FieldsOf<DivV2>,
  source: "Plain text",
};

export const DIV_V1: ComponentRow = {
  tag: "div",
  kind: "display",
  fields: {
    text: element("plain_text", "lark_md"),
    icon: element(...ICON_TAGS),
    fields: list(object(FIELD)),
    extra: element(...EXTRA_V1),
  } satisfies FieldsOf<DivV1>,
  source: "Plain text",
};
