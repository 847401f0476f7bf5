import type { CardColor } from "../enums/color-names.ts";
import type { IconToken } from "../enums/icons.ts";
import type { Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { color, object, required, size, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";

interface IconStyle {
  /** Width and height, only in the header of a collapsible panel. Default: `"10px 10px"`. */
  size?: `${Px} ${Px}`;
  /** The colour as 1.0 headers write it. */
  style?: { color?: CardColor };
}

/** An icon of the platform's library. */
export interface StandardIcon extends IconStyle, BaseV2 {
  tag: "standard_icon";
  /** Which icon: `"add_outlined"`. */
  token: IconToken;
  /** Colour of an outlined or filled icon. */
  color?: CardColor;
  /** Without effect here. */
  img_key?: string;
}

/** An uploaded image as icon. */
export interface CustomIcon extends IconStyle, BaseV2 {
  tag: "custom_icon";
  /** Which image: a key from the image upload. */
  img_key: string;
  /** Without effect here. */
  token?: string;
  /** Without effect here. */
  color?: CardColor;
}

/** A library icon or an image of one's own, in front of a text. */
export type Icon = StandardIcon | CustomIcon;

const SOURCE = "Enumerations for icons";

const STYLE: FieldsOf<IconStyle & BaseV2> = {
  ...BASE_V2,
  size: size({ px: [1, 999], counts: [2], default: "10px 10px" }),
  style: object({ color: color() }),
};

export const STANDARD_ICON: ComponentRow = {
  tag: "standard_icon",
  kind: "part",
  fields: {
    ...STYLE,
    token: required(string({ format: "icon" })),
    color: color(),
    img_key: string(),
  } satisfies FieldsOf<StandardIcon>,
  source: SOURCE,
};

export const CUSTOM_ICON: ComponentRow = {
  tag: "custom_icon",
  kind: "part",
  fields: {
    ...STYLE,
    img_key: required(string({ format: "image" })),
    token: string(),
    color: color(),
  } satisfies FieldsOf<CustomIcon>,
  source: SOURCE,
};

/** The tags of an icon. */
export const ICON_TAGS = ["standard_icon", "custom_icon"] as const;
