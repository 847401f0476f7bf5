const PLACEHOLDER = /\$\{([A-Za-z]\w*)\}/g;
const ONLY_PLACEHOLDER = /^\$\{([A-Za-z]\w*)\}$/;

/**
 * A copy of `value` with `${name}` filled in. Where a placeholder is the whole text, the value takes its place as it is, and
 * without a value the property is left out; inside a text it is written as text. Values are not searched for placeholders.
 */
export function fillPlaceholders(value: unknown, variables: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") return fillText(value, variables);
  if (Array.isArray(value)) {
    return value.map((item) => fillPlaceholders(item, variables)).filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const filled = Object.entries(value).map(([key, member]) => [key, fillPlaceholders(member, variables)] as const);
  return Object.fromEntries(filled.filter(([, member]) => member !== undefined));
}

/** The names that stand in `value` as `${name}`, in the order in which they come. */
export function placeholderNames(value: unknown): string[] {
  if (typeof value === "string") return [...value.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(placeholderNames))];
}

function fillText(text: string, variables: ReadonlyMap<string, unknown>): unknown {
  const [, only] = ONLY_PLACEHOLDER.exec(text) ?? [];
  if (only !== undefined) return variables.get(only);
  return text.replaceAll(PLACEHOLDER, (_, name: string) => asText(variables.get(name)));
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
