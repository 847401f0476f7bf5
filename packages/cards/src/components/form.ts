import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { breaking, elements, required, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { FormElementV1, NestedElementV2 } from "./elements.ts";
import { LAYOUT_V2, type LayoutV2 } from "./layout.ts";
import { FORM_V1 as FORM_TAGS_V1, NESTED_V2 } from "./places.ts";

/**
 * A form of a 2.0 card, at the root of its body. Nothing inside calls back before the submit button is clicked; every
 * interactive component inside needs a `name`, and one button `form_action_type: "submit"`.
 */
export interface FormV2 extends LayoutV2, BaseV2 {
  tag: "form";
  /** Not empty, and unique in the card, buttons included. */
  name: string;
  /** What stands in it. */
  elements: readonly NestedElementV2[];
}

/** A form of a 1.0 card, at its root; the same rules as in 2.0. */
export interface FormV1 {
  tag: "form";
  /** Not empty, and unique in the card, buttons included. */
  name: string;
  /** What stands in it. */
  elements: readonly FormElementV1[];
}

export const FORM_V2: ComponentRow = {
  tag: "form",
  kind: "container",
  fields: {
    ...BASE_V2,
    ...LAYOUT_V2,
    name: breaking("form_name_missing", required(string({ notEmpty: true }))),
    elements: required(elements(NESTED_V2)),
  } satisfies FieldsOf<FormV2>,
  source: "Form container",
};

export const FORM_V1: ComponentRow = {
  tag: "form",
  kind: "container",
  fields: {
    name: breaking("form_name_missing", required(string({ notEmpty: true }))),
    elements: required(elements(FORM_TAGS_V1)),
  } satisfies FieldsOf<FormV1>,
  source: "Form container",
};
