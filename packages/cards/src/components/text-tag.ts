import { TAG_COLORS, type TagColor } from "../enums/color-names.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, oneOf, required } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { PlainTextV2, TextV1 } from "./text.ts";

/** A tag beside the title of a 2.0 card. */
export interface TextTagV2 extends BaseV2 {
  tag: "text_tag";
  /** What it says. */
  text: PlainTextV2;
  /** Default: `blue`. */
  color?: TagColor;
}

/** A tag beside the title of a 1.0 card. */
export interface TextTagV1 {
  tag: "text_tag";
  /** What it says. */
  text: TextV1;
  /** Default: `blue`. */
  color?: TagColor;
}

export const TEXT_TAG_V2: ComponentRow = {
  tag: "text_tag",
  kind: "part",
  fields: {
    ...BASE_V2,
    text: required(element("plain_text")),
    color: oneOf(TAG_COLORS, { default: "blue" }),
  } satisfies FieldsOf<TextTagV2>,
  source: "Title",
};

export const TEXT_TAG_V1: ComponentRow = {
  tag: "text_tag",
  kind: "part",
  fields: {
    text: required(element("plain_text", "lark_md")),
    color: oneOf(TAG_COLORS, { default: "blue" }),
  } satisfies FieldsOf<TextTagV1>,
  source: "Title",
};
