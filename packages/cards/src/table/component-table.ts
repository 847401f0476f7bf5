import { CARD_V1 } from "../card/card-v1.ts";
import { CARD_V2 } from "../card/card-v2.ts";
import { ACTION } from "../components/action.ts";
import { AUDIO, FALLBACK_TEXT } from "../components/audio.ts";
import { BUTTON_V1, BUTTON_V2 } from "../components/button.ts";
import { CHART_V1, CHART_V2 } from "../components/chart.ts";
import { CHECKER_V1, CHECKER_V2 } from "../components/checker.ts";
import { COLLAPSIBLE_PANEL_V1, COLLAPSIBLE_PANEL_V2 } from "../components/collapsible-panel.ts";
import { COLUMN_SET_V1, COLUMN_SET_V2, COLUMN_V1, COLUMN_V2 } from "../components/column-set.ts";
import { DIV_V1, DIV_V2 } from "../components/div.ts";
import { FORM_V1, FORM_V2 } from "../components/form.ts";
import { HR_V1, HR_V2 } from "../components/hr.ts";
import { CUSTOM_ICON, STANDARD_ICON } from "../components/icon.ts";
import { IMG_V1, IMG_V2 } from "../components/img.ts";
import { IMG_COMBINATION_V1, IMG_COMBINATION_V2 } from "../components/img-combination.ts";
import { INPUT_V1, INPUT_V2 } from "../components/input.ts";
import { INTERACTIVE_CONTAINER_V1, INTERACTIVE_CONTAINER_V2 } from "../components/interactive-container.ts";
import { MARKDOWN_V1, MARKDOWN_V2 } from "../components/markdown.ts";
import { NOTE } from "../components/note.ts";
import { OVERFLOW_V1, OVERFLOW_V2 } from "../components/overflow.ts";
import { PERSON_LIST_V1, PERSON_LIST_V2, PERSON_V1, PERSON_V2 } from "../components/person.ts";
import {
  DATE_PICKER_V1,
  DATE_PICKER_V2,
  PICKER_DATETIME_V1,
  PICKER_DATETIME_V2,
  PICKER_TIME_V1,
  PICKER_TIME_V2,
} from "../components/pickers.ts";
import {
  MULTI_SELECT_STATIC_V1,
  MULTI_SELECT_STATIC_V2,
  SELECT_STATIC_V1,
  SELECT_STATIC_V2,
} from "../components/select.ts";
import { SELECT_IMG_V1, SELECT_IMG_V2 } from "../components/select-img.ts";
import {
  MULTI_SELECT_PERSON_V1,
  MULTI_SELECT_PERSON_V2,
  SELECT_PERSON_V1,
  SELECT_PERSON_V2,
} from "../components/select-person.ts";
import { TABLE_V1, TABLE_V2 } from "../components/table.ts";
import { LARK_MD_V1, LARK_MD_V2, PLAIN_TEXT_V1, PLAIN_TEXT_V2 } from "../components/text.ts";
import { TEXT_TAG_V1, TEXT_TAG_V2 } from "../components/text-tag.ts";
import type { CardDialect } from "../dialect.ts";
import type { Component, ComponentRow } from "../rows/component.ts";
import type { ObjectField } from "../rows/field.ts";
import { neededKeys, object } from "../rows/make-field.ts";

const V1: readonly ComponentRow[] = [
  ACTION,
  BUTTON_V1,
  CHART_V1,
  CHECKER_V1,
  COLLAPSIBLE_PANEL_V1,
  COLUMN_SET_V1,
  COLUMN_V1,
  CUSTOM_ICON,
  DATE_PICKER_V1,
  DIV_V1,
  FORM_V1,
  HR_V1,
  IMG_V1,
  IMG_COMBINATION_V1,
  INPUT_V1,
  INTERACTIVE_CONTAINER_V1,
  LARK_MD_V1,
  MARKDOWN_V1,
  MULTI_SELECT_PERSON_V1,
  MULTI_SELECT_STATIC_V1,
  NOTE,
  OVERFLOW_V1,
  PERSON_V1,
  PERSON_LIST_V1,
  PICKER_DATETIME_V1,
  PICKER_TIME_V1,
  PLAIN_TEXT_V1,
  SELECT_IMG_V1,
  SELECT_PERSON_V1,
  SELECT_STATIC_V1,
  STANDARD_ICON,
  TABLE_V1,
  TEXT_TAG_V1,
];

const V2: readonly ComponentRow[] = [
  AUDIO,
  BUTTON_V2,
  CHART_V2,
  CHECKER_V2,
  COLLAPSIBLE_PANEL_V2,
  COLUMN_SET_V2,
  COLUMN_V2,
  CUSTOM_ICON,
  DATE_PICKER_V2,
  DIV_V2,
  FALLBACK_TEXT,
  FORM_V2,
  HR_V2,
  IMG_V2,
  IMG_COMBINATION_V2,
  INPUT_V2,
  INTERACTIVE_CONTAINER_V2,
  LARK_MD_V2,
  MARKDOWN_V2,
  MULTI_SELECT_PERSON_V2,
  MULTI_SELECT_STATIC_V2,
  OVERFLOW_V2,
  PERSON_V2,
  PERSON_LIST_V2,
  PICKER_DATETIME_V2,
  PICKER_TIME_V2,
  PLAIN_TEXT_V2,
  SELECT_IMG_V2,
  SELECT_PERSON_V2,
  SELECT_STATIC_V2,
  STANDARD_ICON,
  TABLE_V2,
  TEXT_TAG_V2,
];

/** All that is known of one dialect. */
export interface DialectTable {
  /** A card's root. */
  readonly card: ObjectField;
  /** The components, texts and icons by tag. */
  readonly components: ReadonlyMap<string, Component>;
}

/**
 * The component table: what the validator, the JSON Schema and a client that clicks read. Of two dialects with the same
 * tag each has a row of its own.
 */
export const COMPONENT_TABLE: Readonly<Record<CardDialect, DialectTable>> = {
  "1.0": { card: object(CARD_V1), components: byTag(V1) },
  "2.0": { card: object(CARD_V2), components: byTag(V2) },
};

function byTag(rows: readonly ComponentRow[]): ReadonlyMap<string, Component> {
  return new Map(rows.map((row) => [row.tag, { ...row, needed: neededKeys(row.fields) }]));
}
