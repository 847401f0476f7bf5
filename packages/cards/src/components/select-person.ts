import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { flag, list, object, required, string } from "../rows/make-field.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import { SELECT_SHARED, type SelectShared } from "./select.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

interface Candidate {
  /** The person's open_id. */
  value: string;
}

interface Options<Text> extends SelectShared<Text> {
  /** Who can be chosen. Empty, missing or all unknown: every member of the chat. */
  options?: readonly Candidate[];
}

interface Single {
  /** Who is chosen at first: one of `options`. */
  initial_option?: string;
}

interface Multi {
  /** Who is chosen at first. */
  selected_values?: readonly string[];
}

/** A choice of one person, in a 2.0 card. */
export interface SelectPersonV2 extends Options<PlainTextV2>, Single, InteractiveV2 {
  tag: "select_person";
}

/** A choice of one person, in a 1.0 card. */
export interface SelectPersonV1 extends Options<PlainTextV1>, Single, InteractiveV1 {
  tag: "select_person";
}

/** A choice of several people, in a 2.0 card. Only in a form; `required` is true by default. */
export interface MultiSelectPersonV2 extends Options<PlainTextV2>, Multi, InteractiveV2 {
  tag: "multi_select_person";
}

/** A choice of several people, in a 1.0 card. Only in a form; `required` is true by default. */
export interface MultiSelectPersonV1 extends Options<PlainTextV1>, Multi, InteractiveV1 {
  tag: "multi_select_person";
}

const CANDIDATE: FieldsOf<Candidate> = { value: required(string({ format: "user" })) };
const OPTIONS: FieldsOf<Options<PlainTextV1>> = { ...SELECT_SHARED, options: list(object(CANDIDATE)) };
const SINGLE: FieldsOf<Single> = { initial_option: string({ format: "user" }) };
const MULTI: FieldsOf<Multi & { required?: boolean }> = {
  selected_values: list(string({ format: "user" })),
  required: flag(true),
};

const SELECT: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "select_person",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "option", formValue: "text" },
  source: "Single-select person picker",
};

const MULTI_SELECT: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "multi_select_person",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "options", formValue: "texts", formOnly: true },
  source: "Multi-select person picker",
};

export const SELECT_PERSON_V2: ComponentRow = {
  ...SELECT,
  fields: { ...INTERACTIVE_V2, ...OPTIONS, ...SINGLE } satisfies FieldsOf<SelectPersonV2>,
};

export const SELECT_PERSON_V1: ComponentRow = {
  ...SELECT,
  fields: { ...INTERACTIVE_V1, ...OPTIONS, ...SINGLE } satisfies FieldsOf<SelectPersonV1>,
};

export const MULTI_SELECT_PERSON_V2: ComponentRow = {
  ...MULTI_SELECT,
  fields: { ...INTERACTIVE_V2, ...OPTIONS, ...MULTI } satisfies FieldsOf<MultiSelectPersonV2>,
};

export const MULTI_SELECT_PERSON_V1: ComponentRow = {
  ...MULTI_SELECT,
  fields: { ...INTERACTIVE_V1, ...OPTIONS, ...MULTI } satisfies FieldsOf<MultiSelectPersonV1>,
};
