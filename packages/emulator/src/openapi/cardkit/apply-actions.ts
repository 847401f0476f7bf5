import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { ApiRefusal } from "../answer.ts";
import { parseJson } from "../reading/parse-json.ts";
import { badParameter } from "./cardkit-refusals.ts";
import { addElements, deleteElement, PLACES, patchElement, replaceElement } from "./change-elements.ts";
import { changeSettings } from "./change-settings.ts";
import type { Draft } from "./draft.ts";

type Action = (draft: Draft, params: JsonObject) => ApiRefusal | undefined;

/** Source: batch update, which prints all five with their parameters. */
const ACTIONS: ReadonlyMap<unknown, Action> = new Map<unknown, Action>([
  [
    "partial_update_setting",
    (draft, { settings }) => withObject("settings", settings, (given) => changeSettings(draft, given)),
  ],
  [
    "add_elements",
    ({ card }, { type, target_element_id: target, elements }) => {
      const place = PLACES.find((known) => known === type);
      const list = readElements(elements);
      if (place === undefined) return badParameter(`add_elements needs a type: ${PLACES.join(", ")}.`);
      if (list === undefined) return badParameter("add_elements needs elements, a list of components.");
      return addElements(card, { place, targetId: optionalText(target), elements: list });
    },
  ],
  [
    "delete_elements",
    ({ card }, { element_ids: ids }) => {
      if (!Array.isArray(ids) || ids.length === 0) return badParameter("delete_elements needs element_ids, a list.");
      return firstRefusal(ids, (id) => deleteElement(card, String(id)));
    },
  ],
  [
    "partial_update_element",
    ({ card }, { element_id: id, partial_element: changes }) =>
      withObject("partial_element", changes, (given) => patchElement(card, String(id), given)),
  ],
  [
    "update_element",
    ({ card }, { element_id: id, element }) =>
      withObject("element", element, (given) => replaceElement(card, String(id), given)),
  ],
]);

/** Carries out the actions of a batch, in order, until one is refused. */
export function applyActions(draft: Draft, actions: string): ApiRefusal | undefined {
  const list = parseJson(actions);
  if (!Array.isArray(list) || list.length === 0) return badParameter("actions has to be the JSON of a list.");
  return firstRefusal(list, (given: unknown) => {
    const { action, params } = isJsonObject(given) ? given : {};
    const carryOut = ACTIONS.get(action);
    if (carryOut === undefined) return badParameter(`The action ${JSON.stringify(action)} is not known.`);
    return carryOut(draft, isJsonObject(params) ? params : {});
  });
}

/** Components, as a list or as the JSON of one; `undefined` for anything else, and for none. */
export function readElements(given: unknown): JsonObject[] | undefined {
  const list = typeof given === "string" ? parseJson(given) : given;
  return Array.isArray(list) && list.length > 0 && list.every(isJsonObject) ? list : undefined;
}

/** Within a batch an object may be written out or be JSON text. */
function withObject(
  name: string,
  given: unknown,
  change: (given: JsonObject) => ApiRefusal | undefined,
): ApiRefusal | undefined {
  const value = typeof given === "string" ? parseJson(given) : given;
  return isJsonObject(value) ? change(value) : badParameter(`${name} has to be an object, or the JSON of one.`);
}

function firstRefusal<T>(items: readonly T[], change: (item: T) => ApiRefusal | undefined): ApiRefusal | undefined {
  for (const item of items) {
    const refusal = change(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
