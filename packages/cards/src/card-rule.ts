/** What a card can break. docs/cards.md has a line for each. */
export type CardRule =
  // The content as a whole
  /** Text that is no JSON, or a value without a JSON form. */
  | "not_json"
  /** JSON, but no object. */
  | "not_a_card"
  /** More bytes than a message may have. */
  | "card_too_long"
  /** The card stands below a key `card`, or is JSON text inside JSON. */
  | "wrapped_card"
  /** A `schema` other than `"1.0"` and `"2.0"`. */
  | "unknown_schema"
  /** A template that is named wrongly. */
  | "template_reference"
  /** A card entity that is named wrongly. */
  | "entity_reference"
  // Properties and their values
  /** A property that the component does not have. */
  | "unknown_property"
  /** A property that has to be there. */
  | "missing_property"
  /** Text for a number, an object for an array, and so on. */
  | "wrong_type"
  /** A word that is not on the list, a date that is none, a length without a unit. */
  | "wrong_value"
  /** A number or length outside its bounds. */
  | "out_of_range"
  /** A colour as hex or rgba where a name is needed. */
  | "raw_color"
  /** A colour that neither the platform nor the card knows. */
  | "unknown_color"
  /** A token that the icon library, as known here, does not have. */
  | "unknown_icon"
  /** A size that neither the platform nor the card knows: shown as `normal`. */
  | "unknown_text_size"
  /** A language that cards do not have. */
  | "unknown_locale"
  /** A text of more characters than its place takes. */
  | "text_too_long"
  /** A text of more characters than any may have. */
  | "element_too_long"
  /** More items than a list may have. */
  | "too_many_items"
  /** More items than a list shows. */
  | "surplus_hidden"
  // Elements and where they stand
  /** An element without a `tag`. */
  | "missing_tag"
  /** A text or icon without a `tag`: taken for the usual one. */
  | "default_tag"
  /** A `tag` that the dialect does not have. */
  | "unknown_tag"
  /** A `tag` that 2.0 gave up: `action`, `note`. */
  | "removed_tag"
  /** An element that may not stand there. */
  | "wrong_place"
  /** Containers inside each other, too many. */
  | "too_deep"
  /** More elements than a 2.0 card may have. */
  | "too_many_elements"
  /** More tables than a card may have, those in Markdown included. */
  | "too_many_tables"
  /** More tables than one `markdown` may have. */
  | "too_many_markdown_tables"
  /** More charts than are advised. */
  | "too_many_charts"
  /** An interactive component at the root of a 1.0 card, outside an `action`. */
  | "outside_action"
  /** A `div` without a text. */
  | "nothing_to_show"
  // Names
  /** An `element_id` with other characters than it may have. */
  | "element_id_format"
  /** The same `element_id` twice. */
  | "element_id_duplicate"
  // Forms
  /** A form without a name. */
  | "form_name_missing"
  /** An interactive component in a form without a name: the click fails. */
  | "name_missing"
  /** The same name twice in a card with a form. */
  | "name_duplicate"
  /** A form that cannot be sent off. */
  | "form_without_submit"
  /** A component, or a way of using it, that exists only in forms. */
  | "form_only"
  /** `required` where nothing is submitted. */
  | "required_outside_form"
  /** A submit or reset button where there is no form. */
  | "form_action_outside_form"
  // Interaction
  /** A link that is neither http nor https. */
  | "url_scheme"
  /** A callback value that is no object: the official SDKs fail on it. */
  | "value_not_object"
  /** Two links where one is allowed. */
  | "link_conflict"
  /** A link that some clients do not have. */
  | "link_incomplete"
  /** The same option value twice. */
  | "duplicate_option"
  /** An initial choice that is not among the options. */
  | "unknown_initial_option"
  /** A time picker with neither a placeholder nor an initial value. */
  | "placeholder_missing"
  // Single components
  /** A 2.0 card that is not shared. */
  | "update_multi_false"
  /** An `audio` in a card that may be forwarded. */
  | "audio_forward"
  /** The same `audio_id` twice. */
  | "audio_duplicate"
  /** A chart spec that is no VChart spec. */
  | "chart_spec"
  /** A cell that does not fit its column's type. */
  | "table_row"
  /** A cell of a column that the table does not have. */
  | "table_row_name"
  /** A person that nobody knows; only when `isUser` is given. */
  | "unknown_user"
  /** An image that was never uploaded; only when `isImage` is given. */
  | "unknown_image";
