/** What a person does with a component; each is a method of a card. */
export type Use = "click" | "select" | "pick" | "choose" | "input" | "check" | "expand";

/** Which components each use is for. */
export const TAGS_OF_USE: Readonly<Record<Use, readonly string[]>> = {
  click: ["button", "interactive_container", "checker", "overflow"],
  select: ["select_static", "multi_select_static", "select_img", "overflow"],
  pick: ["date_picker", "picker_time", "picker_datetime"],
  choose: ["select_person", "multi_select_person"],
  input: ["input"],
  check: ["checker"],
  expand: ["collapsible_panel"],
};

/** In the words of an error. */
export const NOUN_OF_USE: Readonly<Record<Use, { readonly one: string; readonly none: string }>> = {
  click: { one: "button", none: "no buttons, and nothing else to click" },
  select: { one: "list or picture to select from", none: "nothing to select from" },
  pick: { one: "date or time picker", none: "no date or time picker" },
  choose: { one: "person picker", none: "no person picker" },
  input: { one: "input", none: "no input" },
  check: { one: "checker", none: "no checker" },
  expand: { one: "panel", none: "no collapsible panel" },
};

/** The method for a component. */
export function useOf(tag: string): Use | undefined {
  const uses = Object.keys(TAGS_OF_USE) as Use[];
  return uses.find((use) => TAGS_OF_USE[use].includes(tag));
}
