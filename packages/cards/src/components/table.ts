import {
  HORIZONTAL_ALIGNS,
  type HorizontalAlign,
  type Px,
  VERTICAL_ALIGNS,
  type VerticalAlign,
} from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import {
  breaking,
  data,
  flag,
  integer,
  list,
  object,
  oneOf,
  required,
  size,
  string,
  text,
} from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

const DATA_TYPES = ["text", "lark_md", "markdown", "options", "number", "persons", "date"] as const;
const ROW_HEIGHTS = ["low", "middle", "high", "auto"] as const;
const HEADER_TEXT_SIZES = ["normal", "heading"] as const;
const HEADER_BACKGROUNDS = ["none", "grey"] as const;
const HEADER_TEXT_COLORS = ["default", "grey"] as const;

interface TableColumn {
  /** The key of the column's cells in each row. */
  name: string;
  /** What stands above the column. */
  display_name?: string;
  /** Default: `auto`. */
  width?: "auto" | Px | `${number}%`;
  /** Default: `center`. */
  vertical_align?: VerticalAlign;
  /** Default: `right` for numbers, `left` for all else. */
  horizontal_align?: HorizontalAlign;
  /** What the cells hold. */
  data_type: (typeof DATA_TYPES)[number];
  /** How numbers are written. */
  format?: {
    /** Decimal places, 0 to 10. */
    precision?: number;
    /** One character in front, such as a currency. */
    symbol?: string;
    /** Thousands are set apart. Default: false. */
    separator?: boolean;
  };
  /** How dates are written: of YYYY, MM, DD, HH, mm, ss. Default: RFC 3339. */
  date_format?: string;
}

interface TableHeaderStyle {
  /** Default: `left`. */
  text_align?: HorizontalAlign;
  /** Default: `normal`. */
  text_size?: (typeof HEADER_TEXT_SIZES)[number];
  /** Default: `none`. */
  background_style?: (typeof HEADER_BACKGROUNDS)[number];
  /** Default: `default`. */
  text_color?: (typeof HEADER_TEXT_COLORS)[number];
  /** Default: true. */
  bold?: boolean;
  /** Lines shown. Default: 1. */
  lines?: number;
}

interface Shared {
  /** The columns: at most 50, more are not shown. */
  columns: readonly TableColumn[];
  /** The cells of each row by column name. */
  rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows on a page, 1 to 10. Default: 5. */
  page_size?: number;
  /** Default: `low`. */
  row_height?: (typeof ROW_HEIGHTS)[number] | Px;
  /** The most height of a row with `row_height: "auto"`, 32 to 999 px. Default: 124px. */
  row_max_height?: Px;
  /** Default: false. */
  freeze_first_column?: boolean;
  /** How the line of headings looks. */
  header_style?: TableHeaderStyle;
}

/** A table of a 2.0 card: at its root or in a collapsible panel. At most 5 in a card. */
export interface TableV2 extends Shared, BaseV2 {
  tag: "table";
}

/** A table of a 1.0 card: only at its root. At most 5 in each language of a card. */
export interface TableV1 extends Shared {
  tag: "table";
}

const COLUMN: FieldsOf<TableColumn> = {
  name: required(string()),
  display_name: text(),
  width: size({ names: ["auto"], px: [80, 600], percent: [1, 100], default: "auto" }),
  vertical_align: oneOf(VERTICAL_ALIGNS, { default: "center" }),
  horizontal_align: oneOf(HORIZONTAL_ALIGNS),
  data_type: required(oneOf(DATA_TYPES)),
  format: object({ precision: integer({ min: 0, max: 10 }), symbol: string({ maxLength: 1 }), separator: flag(false) }),
  date_format: string(),
};

const HEADER_STYLE: FieldsOf<TableHeaderStyle> = {
  text_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  text_size: oneOf(HEADER_TEXT_SIZES, { default: "normal" }),
  background_style: oneOf(HEADER_BACKGROUNDS, { default: "none" }),
  text_color: oneOf(HEADER_TEXT_COLORS, { default: "default" }),
  bold: flag(true),
  lines: integer({ min: 1, default: 1 }),
};

const SHARED: FieldsOf<Shared> = {
  columns: required(list(object(COLUMN), { max: 50, surplusHidden: true })),
  rows: breaking("table_row", required(list(breaking("table_row", data())))),
  page_size: integer({ min: 1, max: 10, default: 5 }),
  row_height: size({ names: ROW_HEIGHTS, px: [32, 124], default: "low" }),
  row_max_height: size({ px: [32, 999], default: "124px" }),
  freeze_first_column: flag(false),
  header_style: object(HEADER_STYLE),
};

export const TABLE_V2: ComponentRow = {
  tag: "table",
  kind: "display",
  fields: { ...BASE_V2, ...SHARED } satisfies FieldsOf<TableV2>,
  source: "Table",
};

export const TABLE_V1: ComponentRow = {
  tag: "table",
  kind: "display",
  fields: { ...SHARED } satisfies FieldsOf<TableV1>,
  source: "Table",
};
