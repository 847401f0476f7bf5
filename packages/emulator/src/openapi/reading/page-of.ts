/** One page of a list, and what an answer says about the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly more: { readonly has_more: boolean; readonly page_token?: string };
}

const DEFAULT_SIZE = 20;

/** The page that `page_size` and `page_token` of a query ask for. A token stands for the last item of a page. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { page_size: size, page_token: token }: Readonly<Record<string, string>>,
  max: number,
): Page<T> | "bad_size" | "bad_token" {
  const wanted = size === undefined || size === "" ? DEFAULT_SIZE : Number(size);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > max) return "bad_size";
  const start = token === undefined || token === "" ? 0 : 1 + items.findIndex((item) => encode(keyOf(item)) === token);
  if (start === 0 && token !== undefined && token !== "") return "bad_token";
  const page = items.slice(start, start + wanted);
  const last = page.at(-1);
  if (last === undefined || start + wanted >= items.length) return { items: page, more: { has_more: false } };
  return { items: page, more: { has_more: true, page_token: encode(keyOf(last)) } };
}

function encode(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}
