/** Across a line. */
export const HORIZONTAL_ALIGNS = ["left", "center", "right"] as const;

/** Along a line's height. */
export const VERTICAL_ALIGNS = ["top", "center", "bottom"] as const;

/** Which way elements follow each other. */
export const DIRECTIONS = ["vertical", "horizontal"] as const;

/** Gaps by name in 2.0: 4, 8, 12 and 16 px. `default` is not in the lists, but in the documentation's samples. */
export const SPACINGS = ["small", "medium", "large", "extra_large", "default"] as const;

/** Gaps by name in 1.0; the pages give 8, 4 and 12 px, or 4, 8 and 16 px. */
export const SPACINGS_V1 = ["default", "small", "medium", "large"] as const;

/** How large a person's avatar is. */
export const PERSON_SIZES = ["extra_small", "small", "medium", "large"] as const;

export type HorizontalAlign = (typeof HORIZONTAL_ALIGNS)[number];
export type VerticalAlign = (typeof VERTICAL_ALIGNS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type PersonSize = (typeof PERSON_SIZES)[number];

/** A length: `"16px"`. */
export type Px = `${number}px`;

type Side = Px | "0";

/** One, two or four lengths: all sides; top and bottom, then left and right; top, right, bottom, left. 0 needs no unit. */
export type Edges = Side | `${Side} ${Side}` | `${Side} ${Side} ${Side} ${Side}`;

/** A gap between elements of a 2.0 card. */
export type Spacing = (typeof SPACINGS)[number] | Px;

/** A gap between elements of a 1.0 card. */
export type SpacingV1 = (typeof SPACINGS_V1)[number] | Px;
