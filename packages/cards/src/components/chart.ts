import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { breaking, data, flag, oneOf, required, size } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

const ASPECT_RATIOS = ["1:1", "2:1", "4:3", "16:9"] as const;
const COLOR_THEMES = ["brand", "rainbow", "complementary", "converse", "primary"] as const;

interface Shared {
  /** A VChart spec as plain data, without JavaScript. */
  chart_spec: Readonly<Record<string, unknown>>;
  /** Width to height. Default: `16:9` on computers, `1:1` on phones. */
  aspect_ratio?: (typeof ASPECT_RATIOS)[number];
  /** Ignored when the spec has a style of its own. Default: `brand`. */
  color_theme?: (typeof COLOR_THEMES)[number];
  /** A click enlarges it. Default: true. */
  preview?: boolean;
  /** A fixed height voids `aspect_ratio`. Default: `auto`. */
  height?: "auto" | Px;
}

/** A chart of a 2.0 card. At most 5 in a card are advised. */
export interface ChartV2 extends Shared, BaseV2 {
  tag: "chart";
}

/** A chart of a 1.0 card. At most 5 in a card are advised. */
export interface ChartV1 extends Shared {
  tag: "chart";
}

const SHARED: FieldsOf<Shared> = {
  chart_spec: breaking("chart_spec", required(data())),
  aspect_ratio: oneOf(ASPECT_RATIOS),
  color_theme: oneOf(COLOR_THEMES, { default: "brand" }),
  preview: flag(true),
  height: size({ names: ["auto"], px: [1, 999], default: "auto" }),
};

export const CHART_V2: ComponentRow = {
  tag: "chart",
  kind: "display",
  fields: { ...BASE_V2, ...SHARED } satisfies FieldsOf<ChartV2>,
  source: "Chart",
};

export const CHART_V1: ComponentRow = {
  tag: "chart",
  kind: "display",
  fields: { ...SHARED } satisfies FieldsOf<ChartV1>,
  source: "Chart",
};
