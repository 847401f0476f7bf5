import type { JsonObject } from "@larkwire/protocol";
import type { Component } from "../../rows/component.ts";
import { formActionOf } from "../../tree/form-action.ts";
import type { CardCheck } from "../card-check.ts";

/** Everything that people use in a form has a name, else the submit fails. */
export function checkInteractiveInForm(check: CardCheck, value: JsonObject): void {
  const { name } = value;
  if (check.path.includes("button_area")) return;
  if (name !== undefined && name !== null && name !== "") return;
  check.report(
    "name_missing",
    () =>
      "In a form every component that people use needs a name; with this one a click fails. Add one that is unique in the card.",
    {
      below: ["name"],
    },
  );
}

/** What exists only in forms stands in one. */
export function checkInteractiveOutsideForm(
  check: CardCheck,
  { tag, interaction }: Component,
  value: JsonObject,
): void {
  if (interaction?.formOnly === true) {
    check.report(
      "form_only",
      () =>
        `A "${tag}" stands only in a form: outside, nothing would send the choice. Put it into a form, or use the one for a single choice.`,
      {
        errorValue: `tag: ${tag}`,
      },
    );
  }
  if (tag === "select_img" && value.multi_select === true) {
    check.report(
      "form_only",
      () => "Several images can be chosen only in a form. Put the component into a form, or leave out multi_select.",
      {
        below: ["multi_select"],
      },
    );
  }
  if (value.required === true) {
    check.report(
      "required_outside_form",
      () =>
        "Outside a form nothing is submitted, so required has no effect or is refused. Leave it out, or put the component into a form.",
      {
        below: ["required"],
      },
    );
  }
}

/** A button that submits makes a form complete. */
export function checkButton(check: CardCheck, value: JsonObject): void {
  const action = formActionOf(value);
  if (action === undefined) return;
  if (check.form !== undefined) {
    if (action === "submit") check.form.canSubmit = true;
    return;
  }
  check.report(
    "form_action_outside_form",
    () => `The button is to ${action} a form, but stands in none. Put it into the form.`,
  );
}

/** A form without a submit button can be filled in and never sent. */
export function checkFormEnd(check: CardCheck): void {
  if (check.form?.canSubmit !== false) return;
  check.report(
    "form_without_submit",
    () => 'No button of the form sends it off. Give one form_action_type: "submit" and a name.',
  );
}
