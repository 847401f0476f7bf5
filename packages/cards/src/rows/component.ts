import type { FieldTable } from "./field.ts";

/** What a person's use of a component brings to the app. Source: the pages of the components and the callback reference. */
export interface Interaction {
  /**
   * `by_itself`: outside a form every use calls back, with or without `behaviors`. `with_behavior`: only when
   * `behaviors` has a `callback`. The value of that behaviour becomes `event.action.value`; without one the key is absent.
   */
  readonly callsBack: "by_itself" | "with_behavior";
  /**
   * The key of `event.action` that holds what was chosen, outside a form; absent for a mere click. Its value is text,
   * for `checked` a boolean. For `select_img`, `options` is documented as an array and shown as text.
   */
  readonly actionKey?: "option" | "options" | "input_value" | "checked";
  /** What is chosen is a moment: on the wire it is followed by a blank and the zone's offset, and `timezone` is sent too. */
  readonly moment?: "date" | "time" | "datetime";
  /**
   * What the component puts into `form_value` under its `name`; absent when it puts nothing. `text_or_texts`: an array
   * with `multi_select`, otherwise text.
   */
  readonly formValue?: "text" | "texts" | "text_or_texts" | "boolean";
  /** Stands only in forms. */
  readonly formOnly?: true;
}

/** A component's role. `part`: texts, icons, columns: they have a tag, but stand only inside certain components. */
export type ComponentKind = "container" | "display" | "interactive" | "part";

/** What is known of a tag in one dialect. */
export interface ComponentRow {
  readonly tag: string;
  readonly kind: ComponentKind;
  /** Its properties besides `tag`. What it contains, and what may stand there, are fields like the others. */
  readonly fields: FieldTable;
  /** What using it brings to the app; absent when a person cannot use it, or when that stays in the client. */
  readonly interaction?: Interaction;
  /** The page that describes it, by title. */
  readonly source: string;
}

/** One row of the component table. */
export interface Component extends ComponentRow {
  /** The properties that have to be there: the names of those that are `required`. */
  readonly needed: readonly string[];
}
