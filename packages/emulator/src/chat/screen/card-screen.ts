import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { initialValue } from "../interaction/field-value.ts";
import type { UseContext } from "../interaction/use-context.ts";
import { drawElements } from "./draw-elements.ts";
import type { Pen } from "./pen.ts";
import { readText, unknownPerson } from "./plain-text.ts";
import { shownElements } from "./shown-elements.ts";

/** What a person sees of a card, as lines of text. */
export function cardScreen(card: JsonObject, context: UseContext): string {
  return draw(card, penOf(context, true));
}

/** What a person reads in a card: one line for each text, nothing to use. */
export function cardText(card: JsonObject, context: UseContext): string {
  return draw(card, penOf(context, false));
}

function draw(card: JsonObject, pen: Pen): string {
  if (card.type === "template" && isJsonObject(card.data)) {
    return `(template ${String(card.data.template_id)}, not published in this emulator)`;
  }
  const body = drawElements(shownElements(card, pen.locale), pen);
  const header = drawHeader(card, pen);
  return [...header, ...(pen.controls && header.length > 0 ? ["==="] : []), ...body].join("\n");
}

function drawHeader(card: JsonObject, pen: Pen): string[] {
  const local = isJsonObject(card.i18n_header) ? card.i18n_header[pen.locale] : undefined;
  const header = isJsonObject(local) ? local : card.header;
  if (!isJsonObject(header)) return [];
  const tags = Array.isArray(header.text_tag_list) ? header.text_tag_list.filter(isJsonObject).slice(0, MAX_TAGS) : [];
  const title = [readText(header.title, pen), ...tags.map(({ text }) => `«${readText(text, pen)}»`)].join("  ");
  return [title, readText(header.subtitle, pen)].filter((line) => line !== "");
}

/** More tags in a header are not shown. Source: the page of the title component. */
const MAX_TAGS = 3;

function penOf(context: UseContext, controls: boolean): Pen {
  const components = new Map(context.components.map((component) => [component.node, component]));
  return {
    locale: context.locale,
    controls,
    componentOf: (node) => components.get(node),
    valueOf: (component) => context.local.shown(component.path) ?? initialValue(component, context),
    isExpanded: ({ path, node }) => context.local.isExpanded(path) ?? node.expanded === true,
    nameOf: (id) => context.nameOf(id) ?? unknownPerson(),
  };
}
