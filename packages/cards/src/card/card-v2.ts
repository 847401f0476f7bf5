import type { CardElementV2 } from "../components/elements.ts";
import { LAYOUT_V2, type LayoutV2 } from "../components/layout.ts";
import { MULTI_URL, type MultiUrl } from "../components/link.ts";
import { BODY_V2 } from "../components/places.ts";
import type { FieldTable } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { edges, elements, link, object, oneOf, required } from "../rows/make-field.ts";
import { type CardConfigV2, CONFIG_V2 } from "./config.ts";
import { type CardHeaderV2, HEADER_V2 } from "./header.ts";

/** What a 2.0 card shows below its title. */
export interface CardBodyV2 extends LayoutV2 {
  /** The components, in order. */
  elements?: readonly CardElementV2[];
}

/**
 * A card in Card JSON 2.0. At most 30 KB, 200 elements and 5 tables are documented; unknown properties are refused.
 * Source: "Card JSON 2.0 structure".
 */
export interface CardV2 {
  /** Makes it a 2.0 card. */
  schema: "2.0";
  /** How it behaves. */
  config?: CardConfigV2;
  /** Where a click on the card itself leads. */
  card_link?: MultiUrl;
  /** The title. */
  header?: CardHeaderV2;
  /** All else. */
  body?: CardBodyV2;
}

const BODY: FieldsOf<CardBodyV2> = { ...LAYOUT_V2, padding: edges(0, 99, "12px"), elements: elements(BODY_V2) };

export const CARD_V2: FieldTable = {
  schema: required(oneOf(["2.0"])),
  config: object(CONFIG_V2),
  card_link: link(MULTI_URL),
  header: object(HEADER_V2),
  body: object(BODY),
} satisfies FieldsOf<CardV2>;
