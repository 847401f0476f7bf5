import {
  DIRECTIONS,
  type Direction,
  type Edges,
  HORIZONTAL_ALIGNS,
  type HorizontalAlign,
  SPACINGS,
  type Spacing,
  VERTICAL_ALIGNS,
  type VerticalAlign,
} from "../enums/words.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { edges, oneOf, size } from "../rows/make-field.ts";

/** How the elements of a 2.0 body or container lie. */
export interface LayoutV2 {
  /** Below or beside each other. Default: `vertical`. */
  direction?: Direction;
  /** Between the edge and the elements. */
  padding?: Edges;
  /** Between elements beside each other. Default: 8px. */
  horizontal_spacing?: Spacing;
  /** Between elements below each other. Default: 8px. */
  vertical_spacing?: Spacing;
  /** Default: `left`. */
  horizontal_align?: HorizontalAlign;
  /** Default: `top`. */
  vertical_align?: VerticalAlign;
}

export const LAYOUT_V2: FieldsOf<LayoutV2> = {
  direction: oneOf(DIRECTIONS, { default: "vertical" }),
  padding: edges(-99, 99),
  horizontal_spacing: size({ names: SPACINGS, px: [0, 99], default: "8px" }),
  vertical_spacing: size({ names: SPACINGS, px: [0, 99], default: "8px" }),
  horizontal_align: oneOf(HORIZONTAL_ALIGNS, { default: "left" }),
  vertical_align: oneOf(VERTICAL_ALIGNS, { default: "top" }),
};
