import { type CardElement, cardPointer, walkCard } from "@larkwire/cards";
import type { JsonObject } from "../../json-object.ts";
import { shownLanguage } from "../screen/shown-elements.ts";
import type { Component } from "./component.ts";

/** All that a person can use in a card as it is shown in `locale`, in reading order. */
export function componentsOf(card: JsonObject, locale: string): Component[] {
  const language = shownLanguage(card, locale);
  return [...walkCard(card)]
    .filter((element) => isShown(element, language) && isUsable(element))
    .map(({ tag, value, path, form, component }) => ({
      tag,
      node: value,
      path: cardPointer(path),
      form: form?.value,
      interaction: component?.interaction,
    }));
}

/** A card by language shows one of them, and no `elements` beside. */
function isShown({ locale, path }: CardElement, language: string | undefined): boolean {
  return language === undefined ? true : locale === language || (path[0] !== "elements" && locale === undefined);
}

/** Whether a person can ask the app with it, fill it in, or unfold it. */
function isUsable({ tag, component }: CardElement): boolean {
  return component?.interaction !== undefined || tag === "collapsible_panel";
}
