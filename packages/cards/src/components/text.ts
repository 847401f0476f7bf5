import type { CardColor } from "../enums/color-names.ts";
import type { ByLocale } from "../enums/locales.ts";
import { TEXT_SIZES, type TextSize } from "../enums/text-sizes.ts";
import { HORIZONTAL_ALIGNS, type HorizontalAlign } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { EnumField } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, color, integer, oneOf, required, text } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

/** How a text looks. */
export interface TextStyle {
  /** Size by name; an unknown one is shown as `normal`. Default: `normal`. */
  text_size?: TextSize;
  /** A named colour; only for `plain_text`. Default: `default`. */
  text_color?: CardColor;
  /** Default: `left`. */
  text_align?: HorizontalAlign;
  /** Lines shown before "…". Default: all. */
  lines?: number;
}

/** Text without formatting, in a 2.0 card. */
export interface PlainTextV2 extends TextStyle, BaseV2 {
  tag: "plain_text";
  /** The text. */
  content: string;
  /** The text by language; wins over `content`. */
  i18n_content?: ByLocale<string>;
}

/** Text with a part of Markdown, in a 2.0 card. */
export interface LarkMdV2 extends TextStyle, BaseV2 {
  tag: "lark_md";
  /** The text. */
  content: string;
  /** The text by language; wins over `content`. */
  i18n_content?: ByLocale<string>;
}

/** Text of a 2.0 card, plain or with a part of Markdown. */
export type TextV2 = PlainTextV2 | LarkMdV2;

interface TextContentV1 extends TextStyle {
  /** The text. May be missing only where the text is given by language. */
  content?: string;
  /** The text by language; wins over `content`. */
  i18n_content?: ByLocale<string>;
  /** In a header: the text by language; wins over `content`. */
  i18n?: ByLocale<string>;
}

/** Text without formatting, in a 1.0 card. */
export interface PlainTextV1 extends TextContentV1 {
  tag: "plain_text";
}

/** Text with a part of Markdown, in a 1.0 card. */
export interface LarkMdV1 extends TextContentV1 {
  tag: "lark_md";
}

/** Text of a 1.0 card, plain or with a part of Markdown. */
export type TextV1 = PlainTextV1 | LarkMdV1;

const SOURCE = "Plain text";

/** A size of text by name. */
export function textSize(): EnumField {
  return oneOf(TEXT_SIZES as readonly string[], { open: true, customTextSize: true, default: "normal" });
}

const STYLE: FieldsOf<TextStyle> = {
  text_size: textSize(),
  text_color: color({ names: ["default"], default: "default" }),
  text_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  lines: integer({ min: 1 }),
};

const FIELDS_V2: FieldsOf<PlainTextV2> = {
  ...BASE_V2,
  ...STYLE,
  content: required(text()),
  i18n_content: byLocale(text()),
};

const FIELDS_V1: FieldsOf<TextContentV1> = {
  ...STYLE,
  content: text(),
  i18n_content: byLocale(text()),
  i18n: byLocale(text()),
};

export const PLAIN_TEXT_V2: ComponentRow = { tag: "plain_text", kind: "part", fields: FIELDS_V2, source: SOURCE };
export const LARK_MD_V2: ComponentRow = { tag: "lark_md", kind: "part", fields: FIELDS_V2, source: SOURCE };
export const PLAIN_TEXT_V1: ComponentRow = { tag: "plain_text", kind: "part", fields: FIELDS_V1, source: SOURCE };
export const LARK_MD_V1: ComponentRow = { tag: "lark_md", kind: "part", fields: FIELDS_V1, source: SOURCE };
