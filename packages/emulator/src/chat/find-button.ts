import { ClickError } from "../errors.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

/** A button, and the form it stands in. */
export interface FoundButton {
  readonly button: JsonObject;
  readonly form: JsonObject | undefined;
}

/** The keys under which a card, of either dialect, holds further elements. User data such as `value` is not among them. */
const CHILD_KEYS = ["body", "elements", "columns", "actions", "extra", "button_area", "buttons"] as const;

/** Levels of nesting that are looked into; the platform allows five containers. */
const MAX_DEPTH = 32;

/** The language whose `i18n_elements` are shown. */
const LOCALE = "zh_cn";

/**
 * The one button that `target` names by text, `name` or `element_id`.
 *
 * @throws ClickError `target_not_found` or `target_ambiguous`; both list what there is
 */
export function findButton(card: JsonObject, target: string): FoundButton {
  const buttons = buttonsOf(card);
  const matches = buttons.filter(({ button }) => namesOf(button).includes(target));
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  if (match === undefined) {
    const known = buttons.length === 0 ? "The card has no buttons" : `The card has ${list(buttons)}`;
    throw new ClickError(
      "target_not_found",
      `No button is called "${target}". ${known}: name one by text, name or element_id.`,
    );
  }
  throw new ClickError(
    "target_ambiguous",
    `${matches.length} buttons are called "${target}": ${list(matches)}. Give them different names or element_ids, and click by those.`,
  );
}

/** All buttons of a card in reading order. */
function buttonsOf(card: JsonObject): FoundButton[] {
  const found: FoundButton[] = [];
  visit(shownPart(card), undefined, 0, found);
  return found;
}

function visit(node: unknown, form: JsonObject | undefined, depth: number, found: FoundButton[]): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(node)) {
    for (const child of node) visit(child, form, depth + 1, found);
    return;
  }
  if (!isJsonObject(node)) return;
  if (node.tag === "button") found.push({ button: node, form });
  const enclosing = node.tag === "form" ? node : form;
  for (const key of CHILD_KEYS) visit(node[key], enclosing, depth + 1, found);
}

/** `i18n_elements` of a 1.0 card take the place of `elements`: the reader's language, else the first there is. */
function shownPart(card: JsonObject): JsonObject {
  if (!isJsonObject(card.i18n_elements)) return card;
  return { ...card, elements: card.i18n_elements[LOCALE] ?? Object.values(card.i18n_elements)[0] };
}

function namesOf(button: JsonObject): string[] {
  return [textOf(button), button.name, button.element_id].filter((name) => typeof name === "string");
}

function textOf(button: JsonObject): unknown {
  return isJsonObject(button.text) ? button.text.content : undefined;
}

function list(buttons: readonly FoundButton[]): string {
  return buttons.map(({ button }) => describe(button)).join(", ");
}

function describe(button: JsonObject): string {
  const parts = [`text ${JSON.stringify(textOf(button) ?? "")}`];
  if (typeof button.name === "string") parts.push(`name "${button.name}"`);
  if (typeof button.element_id === "string") parts.push(`element_id "${button.element_id}"`);
  return `[${parts.join(", ")}]`;
}
