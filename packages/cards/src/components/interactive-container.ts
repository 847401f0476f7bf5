import type { CardColor } from "../enums/color-names.ts";
import type { Edges, Px } from "../enums/words.ts";
import type { ComponentRow, Interaction } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { color, edges, elements, flag, plainText, required, size } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import { type Behavior, behaviorsV2 } from "./behavior.ts";
import type { InteractiveContainerElementV1, NestedElementV2 } from "./elements.ts";
import { type Confirm, confirm } from "./interactive.ts";
import { LAYOUT_V2, type LayoutV2 } from "./layout.ts";
import { NESTED_V2, INTERACTIVE_CONTAINER_V1 as TAGS_V1 } from "./places.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

interface Shared<Text> {
  /** What a click does. */
  behaviors: readonly Behavior[];
  /** Default: `fill`. */
  width?: "fill" | "auto" | Px;
  /** Default: `auto`. */
  height?: "auto" | Px;
  /** Default: `default`. */
  background_style?: CardColor;
  /** A frame of 1 px. Default: false. */
  has_border?: boolean;
  /** Default: `grey`. */
  border_color?: CardColor;
  /** Default: 0. */
  corner_radius?: Px | `${number}%`;
  /** Default: 4px 12px. */
  padding?: Edges;
  /** Shown beside the pointer, on computers. */
  hover_tips?: Text;
  /** Greyed out, no click. Default: false. */
  disabled?: boolean;
  /** Shown when somebody clicks it while it is disabled. */
  disabled_tips?: Text;
  /** A question before the click counts. */
  confirm?: Confirm<Text>;
}

/** An area of a 2.0 card that can be clicked as a whole; interactive components inside win. */
export interface InteractiveContainerV2 extends Shared<PlainTextV2>, Omit<LayoutV2, "padding">, BaseV2 {
  tag: "interactive_container";
  /** What stands in it. */
  elements: readonly NestedElementV2[];
}

/** An area of a 1.0 card that can be clicked as a whole. */
export interface InteractiveContainerV1 extends Shared<PlainTextV1> {
  tag: "interactive_container";
  /** What stands in it. */
  elements: readonly InteractiveContainerElementV1[];
}

const SHARED: FieldsOf<Shared<PlainTextV1>> = {
  behaviors: required(behaviorsV2()),
  width: size({ names: ["fill", "auto"], px: [16, 999], default: "fill" }),
  height: size({ names: ["auto"], px: [10, 999], default: "auto" }),
  background_style: color({ names: ["default", "laser"], default: "default" }),
  has_border: flag(false),
  border_color: color({ default: "grey" }),
  corner_radius: size({ px: [0, null], percent: [0, 100], default: "0px" }),
  padding: edges(-99, 99, "4px 12px"),
  hover_tips: plainText(),
  disabled: flag(false),
  disabled_tips: plainText(),
  confirm: confirm(),
};

const INTERACTION: Interaction = { callsBack: "with_behavior" };

export const INTERACTIVE_CONTAINER_V2: ComponentRow = {
  tag: "interactive_container",
  kind: "container",
  fields: {
    ...BASE_V2,
    ...LAYOUT_V2,
    ...SHARED,
    elements: required(elements(NESTED_V2)),
  } satisfies FieldsOf<InteractiveContainerV2>,
  interaction: INTERACTION,
  source: "Interactive container",
};

export const INTERACTIVE_CONTAINER_V1: ComponentRow = {
  tag: "interactive_container",
  kind: "container",
  fields: {
    ...SHARED,
    padding: edges(0, 28, "4px 12px"),
    elements: required(elements(TAGS_V1)),
  } satisfies FieldsOf<InteractiveContainerV1>,
  interaction: INTERACTION,
  source: "Interactive container",
};
