import type { Px } from "../enums/words.ts";
import type { ComponentRow, Interaction } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { link, list, object, plainText, required, size, string, url } from "../rows/make-field.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import { MULTI_URL, type MultiUrl } from "./link.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

interface Option<Text> {
  /** What it says: at most 100 characters. */
  text: Text;
  /** Opens a link; then the app is asked only if there is a `value` too. */
  multi_url?: MultiUrl;
  /** The older way to open a link. Not beside `multi_url`. */
  url?: string;
  /** What comes back as `event.action.option`. */
  value?: string;
}

interface Shared<Text> {
  /** The buttons, in order. */
  options: readonly Option<Text>[];
  /** Default: `default`. */
  width?: "default" | "fill" | Px;
}

/** Buttons behind "…" of a 2.0 card. */
export interface OverflowV2 extends Shared<PlainTextV2>, InteractiveV2 {
  tag: "overflow";
}

/** Buttons behind "…" of a 1.0 card. */
export interface OverflowV1 extends Shared<PlainTextV1>, InteractiveV1 {
  tag: "overflow";
}

const OPTION: FieldsOf<Option<PlainTextV1>> = {
  text: required(plainText(100)),
  multi_url: link(MULTI_URL),
  url: url(),
  value: string(),
};

const SHARED: FieldsOf<Shared<PlainTextV1>> = {
  options: required(list(object(OPTION))),
  width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
};

const INTERACTION: Interaction = { callsBack: "by_itself", actionKey: "option" };

export const OVERFLOW_V2: ComponentRow = {
  tag: "overflow",
  kind: "interactive",
  fields: { ...INTERACTIVE_V2, ...SHARED } satisfies FieldsOf<OverflowV2>,
  interaction: INTERACTION,
  source: "Overflow button group",
};

export const OVERFLOW_V1: ComponentRow = {
  tag: "overflow",
  kind: "interactive",
  fields: { ...INTERACTIVE_V1, ...SHARED } satisfies FieldsOf<OverflowV1>,
  interaction: INTERACTION,
  source: "Overflow button group",
};
