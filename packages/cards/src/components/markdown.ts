import type { ByLocale } from "../enums/locales.ts";
import type { TextSize } from "../enums/text-sizes.ts";
import { HORIZONTAL_ALIGNS, type HorizontalAlign } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, byName, element, link, oneOf, required, text } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import { MULTI_URL, type MultiUrl } from "./link.ts";
import { textSize } from "./text.ts";

interface Shared {
  /** The text by language; wins over `content`. */
  i18n_content?: ByLocale<string>;
  /** Default: `left`. */
  text_align?: HorizontalAlign;
  /** Size by name; an unknown one is shown as `normal`. Default: `normal`. */
  text_size?: TextSize;
  /** In front of the text. */
  icon?: Icon;
}

/**
 * Rich text of a 2.0 card: CommonMark without HTML blocks, with tables (at most 4, and each counts as a table of the
 * card), headings, lists, code, and the platform's tags such as `<at>`, `<font>`, `<text_tag>`, `<person>`.
 */
export interface MarkdownV2 extends Shared, BaseV2 {
  tag: "markdown";
  /** The text. */
  content: string;
}

/** Rich text of a 1.0 card: no headings, quotes, inline code or tables. */
export interface MarkdownV1 extends Shared {
  tag: "markdown";
  /** The text. May be missing only where the text is given by language. */
  content?: string;
  /** Links that depend on the client, used as `[text]($name)`. */
  href?: Readonly<Record<string, MultiUrl>>;
}

const SHARED: FieldsOf<Shared> = {
  i18n_content: byLocale(text()),
  text_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  text_size: textSize(),
  icon: element(...ICON_TAGS),
};

export const MARKDOWN_V2: ComponentRow = {
  tag: "markdown",
  kind: "display",
  fields: { ...BASE_V2, ...SHARED, content: required(text()) } satisfies FieldsOf<MarkdownV2>,
  source: "Rich text",
};

export const MARKDOWN_V1: ComponentRow = {
  tag: "markdown",
  kind: "display",
  fields: { ...SHARED, content: text(), href: byName(link(MULTI_URL)) } satisfies FieldsOf<MarkdownV1>,
  source: "Rich text",
};
