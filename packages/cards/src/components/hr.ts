import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

/** A line across a 2.0 card. */
export interface HrV2 extends BaseV2 {
  tag: "hr";
}

/** A line across a 1.0 card. */
export interface HrV1 {
  tag: "hr";
}

export const HR_V2: ComponentRow = {
  tag: "hr",
  kind: "display",
  fields: { ...BASE_V2 } satisfies FieldsOf<HrV2>,
  source: "Divider",
};

export const HR_V1: ComponentRow = { tag: "hr", kind: "display", fields: {}, source: "Divider" };
