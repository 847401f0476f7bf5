import type { Envelope } from "@larkwire/protocol";

/** The dialect of a card: those of templates are not to be seen. */
export type CardDialect = "1.0" | "2.0";

/** A card as a request carries it: Card JSON, or `{ type: "template", data }`. */
export type CardContent = object;

/** What can be told from a card itself. */
export interface CardTraits {
  readonly dialect: CardDialect | undefined;
  /** Whether it changes for everybody at once (`update_multi`), or for one person only. */
  readonly isShared: boolean | undefined;
}

export const UNKNOWN_TRAITS: CardTraits = { dialect: undefined, isShared: undefined };

/** Source: the structure pages of Card JSON 1.0 (`update_multi` is false by default) and 2.0 (it is always true). */
export function traitsOf(card: CardContent): CardTraits {
  const { config, schema, type } = card as { config?: unknown; schema?: unknown; type?: unknown };
  if (type === "template") return { dialect: undefined, isShared: true };
  if (type === "card") return { dialect: "2.0", isShared: true };
  if (schema === "2.0") return { dialect: "2.0", isShared: true };
  const isShared = isObject(config) && config.update_multi === true;
  return { dialect: "1.0", isShared };
}

/** The card in an answer to a click; `undefined` when it has none. The legacy callback's answer is a card itself. */
export function cardOfAnswer({ type }: Envelope, answer: unknown): CardContent | undefined {
  if (!isObject(answer)) return undefined;
  if (type === "card.action.trigger_v1") {
    const { toast: _, ...card } = answer;
    return Object.keys(card).length === 0 ? undefined : card;
  }
  const { card } = answer;
  if (type !== "card.action.trigger" || !isObject(card)) return undefined;
  if (card.type === "template") return { type: "template", data: card.data };
  return isObject(card.data) ? card.data : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
