import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, elements, required } from "../rows/make-field.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";
import type { ImgV1 } from "./img.ts";
import type { TextV1 } from "./text.ts";

/** A small grey line; 1.0 only. */
export interface NoteV1 {
  tag: "note";
  /** Texts, and images of 16 by 16 px. */
  elements: readonly (TextV1 | ImgV1 | Icon)[];
  /** In front of the line. */
  icon?: Icon;
}

export const NOTE: ComponentRow = {
  tag: "note",
  kind: "display",
  fields: {
    elements: required(elements(["plain_text", "lark_md", "img", ...ICON_TAGS])),
    icon: element(...ICON_TAGS),
  } satisfies FieldsOf<NoteV1>,
  source: "Note",
};
