import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { flag, list, object, oneOf, plainText, required, string } from "../rows/make-field.ts";
import { INTERACTIVE_V1, INTERACTIVE_V2, type InteractiveV1, type InteractiveV2 } from "./interactive.ts";
import type { PlainTextV1, PlainTextV2 } from "./text.ts";

const SELECT_IMG_LAYOUTS = ["stretch", "bisect", "trisect"] as const;
const SELECT_IMG_STYLES = ["normal", "laser"] as const;
const SELECT_IMG_RATIOS = ["16:9", "1:1", "4:3"] as const;

interface Option<Text> {
  /** The uploaded image. */
  img_key: string;
  /** What comes back. */
  value?: string;
  /** Cannot be chosen. Default: false. */
  disabled?: boolean;
  /** Shown when somebody chooses it all the same. */
  disabled_tips?: Text;
  /** Shown beside the pointer, on computers. */
  hover_tips?: Text;
}

interface Shared<Text> {
  /** The images. */
  options: readonly Option<Text>[];
  /** Several may be chosen; only in a form. Default: false. */
  multi_select?: boolean;
  /** Images in a row: one, two or three. Default: `bisect`. */
  layout?: (typeof SELECT_IMG_LAYOUTS)[number];
  /** Default: `16:9`. */
  aspect_ratio?: (typeof SELECT_IMG_RATIOS)[number];
  /** In a form: a click on an image opens it. Default: true. */
  can_preview?: boolean;
}

/** A choice of images, in a 2.0 card. */
export interface SelectImgV2 extends Shared<PlainTextV2>, InteractiveV2 {
  tag: "select_img";
  /** How it looks. Default: `normal`. */
  style?: (typeof SELECT_IMG_STYLES)[number];
}

/** A choice of images, in a 1.0 card. */
export interface SelectImgV1 extends Shared<PlainTextV1>, InteractiveV1 {
  tag: "select_img";
  /** How it looks. Default: `normal`. */
  style?: (typeof SELECT_IMG_STYLES)[number];
}

const OPTION: FieldsOf<Option<PlainTextV1>> = {
  img_key: required(string({ format: "image" })),
  value: string(),
  disabled: flag(false),
  disabled_tips: plainText(),
  hover_tips: plainText(),
};

const SHARED: FieldsOf<Omit<SelectImgV1, keyof InteractiveV1>> = {
  options: required(list(object(OPTION))),
  multi_select: flag(false),
  layout: oneOf(SELECT_IMG_LAYOUTS, { default: "bisect" }),
  aspect_ratio: oneOf(SELECT_IMG_RATIOS, { default: "16:9" }),
  can_preview: flag(true),
  style: oneOf(SELECT_IMG_STYLES, { default: "normal" }),
};

const SELECT_IMG: Pick<ComponentRow, "tag" | "kind" | "interaction" | "source"> = {
  tag: "select_img",
  kind: "interactive",
  interaction: { callsBack: "by_itself", actionKey: "options", formValue: "text_or_texts" },
  source: "Image picker",
};

export const SELECT_IMG_V2: ComponentRow = {
  ...SELECT_IMG,
  fields: { ...INTERACTIVE_V2, ...SHARED } satisfies FieldsOf<SelectImgV2>,
};

export const SELECT_IMG_V1: ComponentRow = {
  ...SELECT_IMG,
  fields: { ...INTERACTIVE_V1, ...SHARED } satisfies FieldsOf<SelectImgV1>,
};
