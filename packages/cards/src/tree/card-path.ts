/** Where in a card: keys and indexes from its root. */
export type CardPath = readonly (string | number)[];

/**
 * A path as the platform writes it in its errors: `ROOT -> body -> elements -> [3](tag: button) -> text`. Elements of
 * arrays carry their tag.
 *
 * @param card the card that the path leads into, for the tags
 */
export function formatCardPath(card: unknown, path: CardPath): string {
  let text = "ROOT";
  let value: unknown = card;
  for (const key of path) {
    value = memberOf(value, key);
    text += typeof key === "number" ? ` -> [${key}]${tagOf(value)}` : ` -> ${key}`;
  }
  return text;
}

/** A path as a JSON Pointer (RFC 6901): `/body/elements/3/text`. */
export function cardPointer(path: CardPath): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What stands at a path, or `undefined`. */
export function valueAt(card: unknown, path: CardPath): unknown {
  return path.reduce<unknown>(memberOf, card);
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

function tagOf(value: unknown): string {
  const tag = memberOf(value, "tag");
  return typeof tag === "string" ? `(tag: ${tag})` : "";
}
