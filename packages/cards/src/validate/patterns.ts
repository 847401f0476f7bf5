import type { StringFormat } from "../rows/field.ts";

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;

/** Formats that are a pattern, for the validator and the JSON Schema alike. Empty text counts as no value. */
export const PATTERNS: Readonly<Partial<Record<StringFormat, string>>> = {
  date: `^(?:${DATE})?$`,
  time: `^(?:${TIME})?$`,
  datetime: `^(?:${DATE} ${TIME})?$`,
  rgba: String.raw`^rgba\( ?\d{1,3}(?: ?, ?(?:\d+(?:\.\d+)?|\.\d+)%?){3} ?\)$`,
  element_id: "^[A-Za-z][A-Za-z0-9_]{0,19}$",
  url: "^$|^[hH][tT][tT][pP][sS]?://|^lark://msgcard/unsupported_action$",
};

/** A colour that is written out: hex, or a function of CSS. */
export const RAW_COLOR: string = String.raw`^(?:#|[rR][gG][bB][aA]? ?\(|[hH][sS][lL][aA]? ?\()`;

/** One length: its number and its unit. 0 needs none. */
export const LENGTH: string = String.raw`^(?:(-?\d+(?:\.\d+)?)(px|%)|0)$`;
