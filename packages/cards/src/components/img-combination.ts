import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { flag, list, object, oneOf, required, size, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

/** The patterns, and how many images each shows. */
const COMBINATION_MODES = ["double", "triple", "bisect", "trisect"] as const;

interface CombinedImg {
  /** The uploaded image. */
  img_key: string;
}

interface Shared {
  /** The pattern: `double` shows 2 images, `triple` 3, `bisect` up to 6, `trisect` up to 9. */
  combination_mode: (typeof COMBINATION_MODES)[number];
  /** The images; surplus ones are left out, missing ones leave blanks. */
  img_list: readonly CombinedImg[];
  /** Keeps transparent backgrounds. Default: false. */
  combination_transparent?: boolean;
  /** In px or percent. */
  corner_radius?: Px | `${number}%`;
}

/** Several images in a pattern, in a 2.0 card. */
export interface ImgCombinationV2 extends Shared, BaseV2 {
  tag: "img_combination";
}

/** Several images in a pattern, in a 1.0 card. */
export interface ImgCombinationV1 extends Shared {
  tag: "img_combination";
}

const SHARED: FieldsOf<Shared> = {
  combination_mode: required(oneOf(COMBINATION_MODES)),
  img_list: required(list(object({ img_key: required(string({ format: "image" })) } satisfies FieldsOf<CombinedImg>))),
  combination_transparent: flag(false),
  corner_radius: size({ px: [0, null], percent: [0, 100] }),
};

export const IMG_COMBINATION_V2: ComponentRow = {
  tag: "img_combination",
  kind: "display",
  fields: { ...BASE_V2, ...SHARED } satisfies FieldsOf<ImgCombinationV2>,
  source: "Multi-image layout",
};

export const IMG_COMBINATION_V1: ComponentRow = {
  tag: "img_combination",
  kind: "display",
  fields: { ...SHARED } satisfies FieldsOf<ImgCombinationV1>,
  source: "Multi-image layout",
};
