import { isJsonObject, type JsonObject, kindOf, show } from "@larkwire/protocol";
import type { ObjectField } from "../rows/field.ts";
import { data, object, required, string } from "../rows/make-field.ts";
import type { CardCheck } from "./card-check.ts";
import { checkFields } from "./check-value.ts";

/** What names a template. Source: "Send message", content of a card. */
const TEMPLATE: ObjectField = object({
  template_id: { ...required(string({ notEmpty: true })), rule: "template_reference" },
  template_version_name: { ...string(), rule: "template_reference" },
  template_variable: { ...data(), rule: "template_reference" },
});

const CARD_ID = /^\d{1,20}$/;
const VARIABLE_NAME = /^[A-Za-z]\w*$/;

/** Checks a reference to a template of the card builder, or to a card entity of CardKit. */
export function checkReference(check: CardCheck, kind: "template" | "entity", content: JsonObject): void {
  const rule = kind === "template" ? "template_reference" : "entity_reference";
  const { data: reference } = content;
  if (!isJsonObject(reference)) {
    const members = kind === "template" ? "template_id" : "card_id";
    check.report(
      rule,
      () => `The data is ${kindOf(reference)}, but an object is expected. Write data: { ${members}: "…" }.`,
      { below: ["data"] },
    );
    return;
  }
  check.path.push("data");
  if (kind === "template") checkTemplate(check, reference);
  else checkEntity(check, reference.card_id);
  check.path.pop();
}

function checkTemplate(check: CardCheck, reference: JsonObject): void {
  const { template_variable: variables } = reference;
  const known = Object.fromEntries(Object.entries(reference).filter(([key]) => Object.hasOwn(TEMPLATE.fields, key)));
  checkFields(check, TEMPLATE, known);
  if (!isJsonObject(variables)) return;
  for (const name of Object.keys(variables)) {
    if (VARIABLE_NAME.test(name)) continue;
    check.report(
      "template_reference",
      () =>
        `No variable can be called ${show(name)}: a letter, then letters, digits and underscores. Look the name up in the card builder.`,
      {
        below: ["template_variable", name],
      },
    );
  }
}

function checkEntity(check: CardCheck, id: unknown): void {
  if (typeof id === "string" && CARD_ID.test(id)) return;
  check.report(
    "entity_reference",
    () =>
      `The card_id is ${id === undefined ? "missing" : show(id)}, but it is text of digits. Use the one that CardKit returned.`,
    {
      below: ["card_id"],
    },
  );
}
