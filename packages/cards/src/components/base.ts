import type { Edges } from "../enums/words.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { edges, string } from "../rows/make-field.ts";

/** What every component and text of a 2.0 card may have. Source: "Card JSON 2.0 structure". */
export interface BaseV2 {
  /**
   * Names the element for updates: letters, digits and underscores, a letter first, at most 20, unique in the card.
   * Default: the platform makes one up (observed).
   */
  element_id?: string;
  /** Space around the element, each side within [-99,99]px. Default: 0. */
  margin?: Edges;
}

export const BASE_V2: FieldsOf<BaseV2> = {
  element_id: string({ format: "element_id" }),
  margin: edges(-99, 99, "0px"),
};
