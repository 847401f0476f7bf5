import { type JsonObject, show } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** `element_id` is unique in the card. */
export function checkElementId(check: CardCheck, id: string): void {
  const { elementIds } = check.scope;
  if (elementIds.has(id)) {
    check.report(
      "element_id_duplicate",
      () => `The element_id ${show(id)} stands in the card twice, so neither can be addressed. Rename one.`,
      {
        below: ["element_id"],
        errorValue: id,
      },
    );
  }
  elementIds.add(id);
}

/** Forms, and all that stands in them, have names that are unique in the whole card; buttons count too (observed). */
export function checkName(check: CardCheck, value: JsonObject): void {
  const { name } = value;
  if (typeof name !== "string" || name === "") return;
  const { names } = check.scope;
  const inForm = check.form !== undefined;
  const seenInForm = names.get(name);
  if (seenInForm !== undefined && (seenInForm || inForm)) {
    check.report(
      "name_duplicate",
      () => `The name ${show(name)} stands in the card twice, and in forms each is needed once. Rename one.`,
      {
        below: ["name"],
        errorValue: `name(${name}) duplicate`,
      },
    );
  }
  names.set(name, inForm || seenInForm === true);
}
