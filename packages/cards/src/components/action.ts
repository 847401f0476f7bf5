import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { elements, oneOf, required } from "../rows/make-field.ts";
import type { InteractiveElementV1 } from "./elements.ts";
import { ACTION_V1 as ACTION_TAGS } from "./places.ts";

const ACTION_LAYOUTS = ["bisected", "trisection", "flow", "default"] as const;

/** The interaction module: interactive components at the root of a 1.0 card stand in it. 1.0 only. */
export interface ActionV1 {
  tag: "action";
  /** The components. */
  actions: readonly InteractiveElementV1[];
  /** How they are spread. */
  layout?: (typeof ACTION_LAYOUTS)[number];
}

export const ACTION: ComponentRow = {
  tag: "action",
  kind: "container",
  fields: {
    actions: required(elements(ACTION_TAGS)),
    layout: oneOf(ACTION_LAYOUTS),
  } satisfies FieldsOf<ActionV1>,
  source: "Common components and elements (2023)",
};
