import type { CardColor } from "../enums/color-names.ts";
import {
  DIRECTIONS,
  type Direction,
  type Edges,
  HORIZONTAL_ALIGNS,
  type HorizontalAlign,
  type Px,
  SPACINGS,
  SPACINGS_V1,
  type Spacing,
  type SpacingV1,
  VERTICAL_ALIGNS,
  type VerticalAlign,
} from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { color, edges, elements, integer, link, object, oneOf, required, size } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { ColumnElementV1, NestedElementV2 } from "./elements.ts";
import { MULTI_URL, type MultiUrl } from "./link.ts";
import { COLUMN_V1 as COLUMN_TAGS_V1, NESTED_V2 } from "./places.ts";

const FLEX_MODES = ["none", "stretch", "flow", "bisect", "trisect"] as const;

interface LinkAction {
  /** Where a click leads. */
  multi_url?: MultiUrl;
}

interface SetShared {
  /** What happens where the columns do not fit beside each other. Default: `none`. */
  flex_mode?: (typeof FLEX_MODES)[number];
  /** Default: `default`. A set inside another is painted over by it. */
  background_style?: CardColor;
  /** Default: `left`. */
  horizontal_align?: HorizontalAlign;
  /** A click anywhere opens a link. */
  action?: LinkAction;
}

/** Columns beside each other, in a 2.0 card. */
export interface ColumnSetV2 extends SetShared, BaseV2 {
  tag: "column_set";
  /** The columns. */
  columns: readonly ColumnV2[];
  /** Default: 8px. */
  horizontal_spacing?: Spacing;
}

/** Columns beside each other, in a 1.0 card. */
export interface ColumnSetV1 extends SetShared {
  tag: "column_set";
  /** The columns. */
  columns: readonly ColumnV1[];
  /** Default: `default`. */
  horizontal_spacing?: SpacingV1;
}

interface ColumnShared {
  /** Counts only with `flex_mode: "none"`. Default: `auto`. */
  width?: "auto" | "weighted" | Px;
  /** The share of the width, 1 to 5, with `width: "weighted"`. */
  weight?: number;
  /** Default: `top`. */
  vertical_align?: VerticalAlign;
  /** Default: `default`. */
  background_style?: CardColor;
  /** Default: 0. */
  padding?: Edges;
  /** A click anywhere opens a link; interactive components inside win. */
  action?: LinkAction;
}

/** One column of a 2.0 card. */
export interface ColumnV2 extends ColumnShared, BaseV2 {
  tag: "column";
  /** What stands in it. */
  elements?: readonly NestedElementV2[];
  /** Default: `vertical`. */
  direction?: Direction;
  /** Default: 8px. */
  horizontal_spacing?: Spacing;
  /** Default: 8px. */
  vertical_spacing?: Spacing;
  /** Default: `left`. */
  horizontal_align?: HorizontalAlign;
}

/** One column of a 1.0 card. */
export interface ColumnV1 extends ColumnShared {
  tag: "column";
  /** What stands in it. */
  elements?: readonly ColumnElementV1[];
  /** Default: 8px. */
  vertical_spacing?: SpacingV1;
}

const SET: FieldsOf<SetShared> = {
  flex_mode: oneOf(FLEX_MODES, { default: "none" }),
  background_style: color({ names: ["default"], default: "default" }),
  horizontal_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  action: object({ multi_url: link(MULTI_URL) } satisfies FieldsOf<LinkAction>),
};

const COLUMN: Omit<FieldsOf<ColumnShared>, "padding"> = {
  width: size({ names: ["auto", "weighted"], px: [16, 600], default: "auto" }),
  weight: integer({ min: 1, max: 5 }),
  vertical_align: oneOf(VERTICAL_ALIGNS, { default: "top" }),
  background_style: color({ names: ["default"], default: "default" }),
  action: object({ multi_url: link(MULTI_URL) } satisfies FieldsOf<LinkAction>),
};

export const COLUMN_SET_V2: ComponentRow = {
  tag: "column_set",
  kind: "container",
  fields: {
    ...BASE_V2,
    ...SET,
    columns: required(elements(["column"])),
    horizontal_spacing: size({ names: SPACINGS, px: [0, 99], default: "8px" }),
  } satisfies FieldsOf<ColumnSetV2>,
  source: "Column set",
};

export const COLUMN_SET_V1: ComponentRow = {
  tag: "column_set",
  kind: "container",
  fields: {
    ...SET,
    columns: required(elements(["column"])),
    horizontal_spacing: size({ names: SPACINGS_V1, px: [0, 28], default: "default" }),
  } satisfies FieldsOf<ColumnSetV1>,
  source: "Column set",
};

export const COLUMN_V2: ComponentRow = {
  tag: "column",
  kind: "part",
  fields: {
    ...BASE_V2,
    ...COLUMN,
    padding: edges(0, 99, "0px"),
    elements: elements(NESTED_V2),
    direction: oneOf(DIRECTIONS, { default: "vertical" }),
    horizontal_spacing: size({ names: SPACINGS, px: [0, 99], default: "8px" }),
    vertical_spacing: size({ names: SPACINGS, px: [0, 99], default: "8px" }),
    horizontal_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  } satisfies FieldsOf<ColumnV2>,
  source: "Column set",
};

export const COLUMN_V1: ComponentRow = {
  tag: "column",
  kind: "part",
  fields: {
    ...COLUMN,
    padding: edges(0, 28, "0px"),
    elements: elements(COLUMN_TAGS_V1),
    vertical_spacing: size({ names: SPACINGS_V1, px: [0, 28], default: "8px" }),
  } satisfies FieldsOf<ColumnV1>,
  source: "Column set",
};
