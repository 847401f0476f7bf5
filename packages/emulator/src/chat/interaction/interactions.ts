/** What using a component brings to the app. */
export interface InteractionRule {
  readonly callsBack: "by_itself" | "with_behavior";
  readonly actionKey?: "option" | "options" | "input_value" | "checked";
  readonly moment?: "date" | "time" | "datetime";
  readonly formValue?: "text" | "texts" | "text_or_texts" | "boolean";
}

const RULES: ReadonlyMap<string, InteractionRule> = new Map<string, InteractionRule>([
  ["button", { callsBack: "by_itself" }],
  ["interactive_container", { callsBack: "with_behavior" }],
  ["overflow", { callsBack: "by_itself", actionKey: "option" }],
  ["select_static", { callsBack: "by_itself", actionKey: "option", formValue: "text" }],
  ["select_person", { callsBack: "by_itself", actionKey: "option", formValue: "text" }],
  ["multi_select_static", { callsBack: "by_itself", actionKey: "options", formValue: "texts" }],
  ["multi_select_person", { callsBack: "by_itself", actionKey: "options", formValue: "texts" }],
  ["date_picker", { callsBack: "by_itself", actionKey: "option", moment: "date", formValue: "text" }],
  ["picker_time", { callsBack: "by_itself", actionKey: "option", moment: "time", formValue: "text" }],
  ["picker_datetime", { callsBack: "by_itself", actionKey: "option", moment: "datetime", formValue: "text" }],
  ["input", { callsBack: "by_itself", actionKey: "input_value", formValue: "text" }],
  ["checker", { callsBack: "with_behavior", actionKey: "checked", formValue: "boolean" }],
  ["select_img", { callsBack: "by_itself", actionKey: "options", formValue: "text_or_texts" }],
]);

export function interactionOf(tag: string): InteractionRule | undefined {
  return RULES.get(tag);
}

/** Whether a person can use a component of this tag: ask the app with it, fill it in, or unfold it. */
export function isUsable(tag: string): boolean {
  return RULES.has(tag) || tag === "collapsible_panel";
}
