// Which tags may stand where. Sources: the nesting rules on the pages of the containers; for 2.0 also observed: a table
// inside a collapsible panel is taken.

const DISPLAY_V1 = ["div", "markdown", "hr", "img", "img_combination", "note", "person", "person_list", "chart"];
const INTERACTIVE = [
  "button",
  "input",
  "overflow",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "select_img",
  "checker",
];

const NESTABLE_V1 = [
  ...DISPLAY_V1,
  ...INTERACTIVE,
  "action",
  "column_set",
  "interactive_container",
  "collapsible_panel",
] as const;

/** At the root of a 1.0 card. */
export const ROOT_V1: readonly string[] = [...NESTABLE_V1, "form", "table"];

/** In a 1.0 collapsible panel. */
export const PANEL_V1: readonly string[] = NESTABLE_V1;

/** In a 1.0 column: `action` is not listed on its page, but found in cards of the older builder. */
export const COLUMN_V1: readonly string[] = NESTABLE_V1.filter((tag) => tag !== "overflow");

/** In a 1.0 form. */
export const FORM_V1: readonly string[] = NESTABLE_V1.filter((tag) => tag !== "chart" && tag !== "div");

/** In a 1.0 interactive container. */
export const INTERACTIVE_CONTAINER_V1: readonly string[] = [
  "div",
  "markdown",
  "img",
  "note",
  "column_set",
  "checker",
  "interactive_container",
];

/** In a 1.0 interaction module. */
export const ACTION_V1: readonly string[] = INTERACTIVE;

/** In a 2.0 column, form or interactive container: everything but forms and tables. */
export const NESTED_V2: readonly string[] = [
  "div",
  "markdown",
  "hr",
  "img",
  "img_combination",
  "person",
  "person_list",
  "chart",
  "audio",
  ...INTERACTIVE,
  "column_set",
  "interactive_container",
  "collapsible_panel",
];

/** In a 2.0 collapsible panel: everything but forms. */
export const PANEL_V2: readonly string[] = [...NESTED_V2, "table"];

/** In the body of a 2.0 card. */
export const BODY_V2: readonly string[] = [...PANEL_V2, "form"];
