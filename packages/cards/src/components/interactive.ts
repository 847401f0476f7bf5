import type { ObjectField } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { data, either, flag, object, plainText, required, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import { type Behavior, type BehaviorV1, behaviorsV1, behaviorsV2 } from "./behavior.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

/** Asks before a click counts. Source: "Configuring card interactions". */
export interface Confirm<Text> {
  /** Without it, old clients ignore the click. */
  title: Text;
  /** The question. */
  text: Text;
}

/** What interactive components of both dialects share. */
interface Shared<Text, Action> {
  /** In a form required, not empty, and unique in the whole card: the key of `form_value`. */
  name?: string;
  /** Greyed out, no click. Default: false. */
  disabled?: boolean;
  /** Shown when somebody clicks it while it is disabled. */
  disabled_tips?: Text;
  /** Shown beside the pointer, on computers. */
  hover_tips?: Text;
  /** A question before the click counts. */
  confirm?: Confirm<Text>;
  /** What a click does. Without it most components call back all the same, without a value. */
  behaviors?: readonly Action[];
  /** The older place for what comes back as `event.action.value`. */
  value?: Readonly<Record<string, unknown>> | string;
  /** Only in a form: has to be filled in before the form can be submitted. Default: false. */
  required?: boolean;
}

/** What interactive components of a 2.0 card share. */
export interface InteractiveV2 extends Shared<PlainTextV2, Behavior>, BaseV2 {}

/** What interactive components of a 1.0 card share. */
export interface InteractiveV1 extends Shared<PlainTextV1, BehaviorV1> {}

export function confirm(): ObjectField {
  return object({ title: required(plainText()), text: required(plainText()) });
}

export const INTERACTIVE_V1: FieldsOf<InteractiveV1> = {
  name: string(),
  disabled: flag(false),
  disabled_tips: plainText(),
  hover_tips: plainText(),
  confirm: confirm(),
  behaviors: behaviorsV1(),
  value: either(data(), string()),
  required: flag(false),
};

export const INTERACTIVE_V2: FieldsOf<InteractiveV2> = { ...BASE_V2, ...INTERACTIVE_V1, behaviors: behaviorsV2() };
