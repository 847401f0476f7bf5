import type { Random } from "../../../../test/support/random.ts";
import { type CardElement, type CardRule, cardDialect, walkCard } from "../../src/index.ts";
import type { JsonObject } from "./random-card.ts";

/** One way to spoil a card. */
export interface Mutation {
  readonly name: string;
  /** What the validator has to say then, whatever else it says. */
  readonly rule: CardRule;
  /** Spoils the card and says whether it could. */
  readonly spoil: (card: JsonObject, random: Random) => boolean;
  /** The JSON Schema cannot see it. */
  readonly beyondSchema?: true;
}

/** A copy of `card` that is spoilt, or `undefined` when the card has nothing that can be spoilt so. */
export function spoilt(mutation: Mutation, card: JsonObject, random: Random): JsonObject | undefined {
  const copy = structuredClone(card);
  return mutation.spoil(copy, random) ? copy : undefined;
}

/** The elements that fit, as they stand in the card. */
export function elementsOf(card: JsonObject, fits: (element: CardElement) => boolean): CardElement[] {
  return [...walkCard(card)].filter(fits);
}

/** Changes one element that fits; `false` when there is none. */
export function changeOne(
  card: JsonObject,
  random: Random,
  fits: (element: CardElement) => boolean,
  change: (value: JsonObject, element: CardElement) => void,
): boolean {
  const found = elementsOf(card, fits);
  const element = found[random.below(Math.max(found.length, 1))];
  if (element === undefined) return false;
  change(element.value as JsonObject, element);
  return true;
}

/** The elements at the card's root. */
export function rootElements(card: JsonObject): JsonObject[] {
  const holder = cardDialect(card) === "2.0" ? (card.body as JsonObject) : card;
  return holder.elements as JsonObject[];
}

export const plain = (content: string): JsonObject => ({ tag: "plain_text", content });

/** A complete form around the given elements. */
export function formOf(name: string, ...elements: JsonObject[]): JsonObject {
  const submit = { tag: "button", name: `${name}_submit`, text: plain("Send"), form_action_type: "submit" };
  return { tag: "form", name, elements: [...elements, submit] };
}

export const isV2 = (card: JsonObject): boolean => cardDialect(card) === "2.0";
export const hasTag =
  (...tags: string[]) =>
  ({ tag }: CardElement): boolean =>
    tags.includes(tag);

/** Adds an element at the root. */
export function add(card: JsonObject, ...elements: JsonObject[]): true {
  rootElements(card).push(...elements);
  return true;
}
