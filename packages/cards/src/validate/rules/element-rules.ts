import type { JsonObject } from "@larkwire/protocol";
import type { Component } from "../../rows/component.ts";
import type { CardCheck } from "../card-check.ts";
import { checkAudio } from "./audio.ts";
import { checkCallbackValue } from "./callback-value.ts";
import { checkChart } from "./chart.ts";
import { checkButton, checkFormEnd, checkInteractiveInForm, checkInteractiveOutsideForm } from "./form.ts";
import { checkButtonLinks, checkOptionLinks } from "./link.ts";
import { checkElementId, checkName } from "./names.ts";
import { checkChoices } from "./options.ts";
import { checkPlaceholder } from "./picker.ts";
import { checkTable } from "./table.ts";
import { checkDiv, checkMarkdown } from "./text.ts";

type ElementRule = (check: CardCheck, value: JsonObject) => void;

/** What single components ask for besides the table. */
const RULES: ReadonlyMap<string, readonly ElementRule[]> = new Map<string, readonly ElementRule[]>([
  ["audio", [checkAudio]],
  ["button", [checkButton, checkButtonLinks]],
  ["chart", [checkChart]],
  ["div", [checkDiv]],
  ["form", [checkFormEnd]],
  ["markdown", [checkMarkdown]],
  ["multi_select_static", [checkChoices]],
  ["overflow", [checkOptionLinks]],
  ["picker_datetime", [checkPlaceholder]],
  ["picker_time", [checkPlaceholder]],
  ["select_person", [checkChoices]],
  ["select_static", [checkChoices]],
  ["table", [checkTable]],
]);

/** Checks an element as a whole, after its members. */
export function checkElementRules(check: CardCheck, component: Component, value: JsonObject): void {
  if (check.dialect === "2.0" && typeof value.element_id === "string") checkElementId(check, value.element_id);
  if (component.kind === "interactive" || component.tag === "form") checkName(check, value);
  if (component.interaction !== undefined) checkCallbackValue(check, value);
  if (component.kind === "interactive") {
    if (check.form === undefined) checkInteractiveOutsideForm(check, component, value);
    else checkInteractiveInForm(check, value);
  }
  for (const rule of RULES.get(component.tag) ?? []) rule(check, value);
}
