import type { ByLocale } from "../enums/locales.ts";
import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, element, flag, integer, oneOf, plainText, required, size, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { PlainTextV1, PlainTextV2, TextV1, TextV2 } from "./text.ts";

const SCALE_TYPES = ["crop_center", "crop_top", "fit_horizontal"] as const;
const IMG_MODES = ["crop_center", "fit_horizontal", "large", "medium", "small", "tiny"] as const;

const SIZES_V2 = ["stretch", "large", "medium", "small", "tiny"];
const SIZES_V1 = [...SIZES_V2, "stretch_without_padding"];

interface Shared {
  /** The uploaded image: at most 10 MB, within 1500 by 3000 px. */
  img_key: string;
  /** The image by language; wins. */
  i18n_img_key?: ByLocale<string>;
  /** How it is cut. Default: `crop_center`. */
  scale_type?: (typeof SCALE_TYPES)[number];
  /** In px or percent. */
  corner_radius?: Px | `${number}%`;
  /** Keeps a transparent background. Default: false. */
  transparent?: boolean;
  /** A click enlarges it; false lets the click through to the card. Default: true. */
  preview?: boolean;
  /** The older form of `scale_type` and `size`; wins over `custom_width`. */
  mode?: (typeof IMG_MODES)[number];
  /** Older: a width from 278 to 580 px. */
  custom_width?: number;
  /** Older: whether the image is at most 278 px wide. */
  compact_width?: boolean;
}

/** An image of a 2.0 card. */
export interface ImgV2 extends Shared, BaseV2 {
  tag: "img";
  /** Said where the image cannot be shown. */
  alt: PlainTextV2;
  /** Above the image. */
  title?: TextV2;
  /** `large` 160, `medium` 80, `small` 40, `tiny` 16 px, or width and height; only with the modes that crop. */
  size?: "stretch" | "large" | "medium" | "small" | "tiny" | `${Px} ${Px}`;
}

/** An image of a 1.0 card. */
export interface ImgV1 extends Shared {
  tag: "img";
  /** Said where the image cannot be shown. */
  alt: PlainTextV1;
  /** Above the image. */
  title?: TextV1;
  /** As in 2.0; `stretch_without_padding` reaches the card's edges. */
  size?: "stretch" | "stretch_without_padding" | "large" | "medium" | "small" | "tiny" | `${Px} ${Px}`;
}

const SHARED: FieldsOf<Omit<ImgV1, "tag" | "size">> = {
  img_key: required(string({ format: "image" })),
  i18n_img_key: byLocale(string({ format: "image" })),
  alt: required(plainText()),
  title: element("plain_text", "lark_md"),
  scale_type: oneOf(SCALE_TYPES, { default: "crop_center" }),
  corner_radius: size({ px: [0, null], percent: [0, 100] }),
  transparent: flag(false),
  preview: flag(true),
  mode: oneOf(IMG_MODES),
  custom_width: integer({ min: 278, max: 580 }),
  compact_width: flag(false),
};

export const IMG_V2: ComponentRow = {
  tag: "img",
  kind: "display",
  fields: {
    ...BASE_V2,
    ...SHARED,
    size: size({ names: SIZES_V2, px: [1, 1000], counts: [2] }),
  } satisfies FieldsOf<ImgV2>,
  source: "Image",
};

export const IMG_V1: ComponentRow = {
  tag: "img",
  kind: "display",
  fields: { ...SHARED, size: size({ names: SIZES_V1, px: [1, 1000], counts: [2] }) } satisfies FieldsOf<ImgV1>,
  source: "Image",
};
