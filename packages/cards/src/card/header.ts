import { ICON_TAGS, type Icon } from "../components/icon.ts";
import type { TextV1, TextV2 } from "../components/text.ts";
import type { TextTagV1, TextTagV2 } from "../components/text-tag.ts";
import { type CardColor, HEADER_COLORS, type HeaderColor } from "../enums/color-names.ts";
import type { IconToken } from "../enums/icons.ts";
import type { ByLocale } from "../enums/locales.ts";
import type { Edges } from "../enums/words.ts";
import type { FieldTable } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, color, edges, element, elements, object, oneOf, required, string } from "../rows/make-field.ts";

/** The title of a 2.0 card. It has no `tag`. Source: "Title". */
export interface CardHeaderV2 {
  /** At most 4 lines. Markdown here knows only people and emoji. */
  title: TextV2;
  /** One line. */
  subtitle?: TextV2;
  /** Tags beside the title: the first 3 are shown. */
  text_tag_list?: readonly TextTagV2[];
  /** The tags by language; wins. */
  i18n_text_tag_list?: ByLocale<readonly TextTagV2[]>;
  /** The colour. Default: `default`. */
  template?: HeaderColor;
  /** In front of the title. */
  icon?: Icon;
  /** Default: 12px. */
  padding?: Edges;
}

/** An icon as titles of 1.0 cards name it; a `tag` may be left out. */
export interface UdIcon {
  tag?: (typeof ICON_TAGS)[number];
  /** Which icon of the library. */
  token?: IconToken;
  /** Or an image of one's own. */
  img_key?: string;
  /** Colour of an outlined or filled icon. */
  style?: { color?: CardColor };
  /** The colour as everywhere else. */
  color?: CardColor;
}

/** The title of a 1.0 card. Source: "Title". */
export interface CardHeaderV1 {
  /** At most 4 lines. May be missing where there is a subtitle. */
  title?: TextV1;
  /** One line; alone it is shown as the title. */
  subtitle?: TextV1;
  /** Tags beside the title: the first 3 are shown. */
  text_tag_list?: readonly TextTagV1[];
  /** The tags by language; wins. */
  i18n_text_tag_list?: ByLocale<readonly TextTagV1[]>;
  /** The colour. Default: `default`. */
  template?: HeaderColor;
  /** An image in front of the title. */
  icon?: { img_key: string };
  /** An icon of the library in front of the title. */
  ud_icon?: UdIcon;
}

const MAX_TAGS = { max: 3, surplusHidden: true } as const;

export const HEADER_V2: FieldTable = {
  title: required(element("plain_text", "lark_md")),
  subtitle: element("plain_text", "lark_md"),
  text_tag_list: elements(["text_tag"], MAX_TAGS),
  i18n_text_tag_list: byLocale(elements(["text_tag"], MAX_TAGS)),
  template: oneOf(HEADER_COLORS, { default: "default" }),
  icon: element(...ICON_TAGS),
  padding: edges(-99, 99, "12px"),
} satisfies FieldsOf<CardHeaderV2>;

export const HEADER_V1: FieldTable = {
  title: element("plain_text", "lark_md"),
  subtitle: element("plain_text", "lark_md"),
  text_tag_list: elements(["text_tag"], MAX_TAGS),
  i18n_text_tag_list: byLocale(elements(["text_tag"], MAX_TAGS)),
  template: oneOf(HEADER_COLORS, { default: "default" }),
  icon: object({ img_key: required(string({ format: "image" })) }),
  ud_icon: object({
    tag: oneOf(ICON_TAGS),
    token: string({ format: "icon" }),
    img_key: string({ format: "image" }),
    style: object({ color: color() }),
    color: color(),
  } satisfies FieldsOf<Omit<UdIcon, "tag">> & FieldTable),
} satisfies FieldsOf<CardHeaderV1>;
