import { isJsonObject } from "@larkwire/protocol";

/** The two dialects of card JSON. */
export type CardDialect = "1.0" | "2.0";

/** What can stand in the `content` of an interactive message, and in `card.data` of an answer. */
export type CardContent =
  /** A card written out. `dialect` is undefined when its `schema` is neither `"1.0"` nor `"2.0"`. */
  | {
      readonly kind: "card";
      readonly card: Readonly<Record<string, unknown>>;
      readonly dialect: CardDialect | undefined;
    }
  /** A reference to a template of the card builder. */
  | { readonly kind: "template"; readonly data: unknown }
  /** A reference to a card entity of CardKit. */
  | { readonly kind: "entity"; readonly data: unknown }
  /** Nothing of these; `reason` finishes the sentence "The content is …". */
  | { readonly kind: "unreadable"; readonly reason: string };

/**
 * The dialect of a card, given as an object or as JSON text: `"1.0"` when it has no `schema`. `undefined` for all that
 * is not a card written out: templates, card entities, other values. Never throws.
 */
export function cardDialect(content: unknown): CardDialect | undefined {
  const read = readCardContent(content);
  return read.kind === "card" ? read.dialect : undefined;
}

/**
 * Tells a card from a template and a card entity. Never throws.
 *
 * @param content the object, or its JSON text
 */
export function readCardContent(content: unknown): CardContent {
  try {
    return readValue(typeof content === "string" ? JSON.parse(content) : content);
  } catch {
    return { kind: "unreadable", reason: typeof content === "string" ? "no JSON" : "not plain data" };
  }
}

function readValue(value: unknown): CardContent {
  if (!isJsonObject(value)) return { kind: "unreadable", reason: "not an object" };
  const { type, data, schema } = value;
  if (type === "template") return { kind: "template", data };
  if (type === "card") return { kind: "entity", data };
  if (schema === undefined || schema === null || schema === "1.0") return { kind: "card", card: value, dialect: "1.0" };
  return { kind: "card", card: value, dialect: schema === "2.0" ? "2.0" : undefined };
}
