import type { CardElementV1 } from "../components/elements.ts";
import { MULTI_URL, type MultiUrl } from "../components/link.ts";
import { ROOT_V1 } from "../components/places.ts";
import type { ByLocale } from "../enums/locales.ts";
import type { FieldTable } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, either, elements, link, list, object, oneOf, required, string } from "../rows/make-field.ts";
import { type CardConfigV1, CONFIG_V1 } from "./config.ts";
import { type CardHeaderV1, HEADER_V1 } from "./header.ts";

const TRIGGER_TYPES = ["min_client_version", "element_tags"] as const;

/** When a client shows a request to upgrade in place of the card; client 7.7 or later. */
export interface CardFallback {
  /** Any of them is enough. */
  trigger_conditions?: readonly {
    /** Whether `value` is a client's version or a list of tags. */
    type: (typeof TRIGGER_TYPES)[number];
    /** `"7.4"`, or `["table"]`. */
    value: string | readonly string[];
  }[];
}

/**
 * A card in Card JSON 1.0. At most 30 KB and 5 tables are documented; unknown properties are ignored. `{}` is a blank
 * card. Source: "Card JSON 1.0 structure".
 */
export interface CardV1 {
  /** May be left out. */
  schema?: "1.0";
  /** How it behaves. */
  config?: CardConfigV1;
  /** Where a click on the card itself leads. */
  card_link?: MultiUrl;
  /** The title. */
  header?: CardHeaderV1;
  /** The title by language; wins. */
  i18n_header?: ByLocale<CardHeaderV1>;
  /** The components, in order. */
  elements?: readonly CardElementV1[];
  /** The components by language; wins. */
  i18n_elements?: ByLocale<readonly CardElementV1[]>;
  /** For older clients. */
  fallback?: CardFallback;
}

const FALLBACK: FieldsOf<CardFallback> = {
  trigger_conditions: list(
    object({ type: required(oneOf(TRIGGER_TYPES)), value: required(either(string(), list(string()))) }),
  ),
};

export const CARD_V1: FieldTable = {
  schema: oneOf(["1.0"]),
  config: object(CONFIG_V1),
  card_link: link(MULTI_URL),
  header: object(HEADER_V1),
  i18n_header: byLocale(object(HEADER_V1)),
  elements: elements(ROOT_V1),
  i18n_elements: byLocale(elements(ROOT_V1)),
  fallback: object(FALLBACK),
} satisfies FieldsOf<CardV1>;
