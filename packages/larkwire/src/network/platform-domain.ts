import { ConfigError } from "../errors.ts";
import { Redactor } from "../redactor.ts";

/** Origins of the two public clouds. */
const BRAND_ORIGIN = { feishu: "https://open.feishu.cn", lark: "https://open.larksuite.com" } as const;

/** `"feishu"`, `"lark"`, or the origin of a private deployment or an emulator. */
export type PlatformDomain = keyof typeof BRAND_ORIGIN | (string & {});

/**
 * The origin of all requests to the platform.
 *
 * @throws ConfigError `invalid_option`
 */
export function platformOrigin(domain: unknown): URL {
  if (domain === "feishu" || domain === "lark") return new URL(BRAND_ORIGIN[domain]);
  const text = typeof domain === "string" ? domain.trim() : "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    url.username === "" &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "";
  if (isOrigin) return url;
  const given = typeof domain === "string" ? JSON.stringify(new Redactor().redact(domain)) : `a ${typeof domain}`;
  throw new ConfigError("invalid_option", `domain is ${given}. ${advice(text, url)}`);
}

function advice(text: string, url: URL | undefined): string {
  const brand = text.toLowerCase();
  if (brand === "feishu" || brand === "lark") return `Write it in lower case: "${brand}".`;
  if (text === "") return 'Leave it out for "feishu", or give "lark" or an origin such as "https://open.example.com".';
  if (url?.protocol === "https:" || url?.protocol === "http:") {
    return `Give the origin alone, "${url.origin}": the SDK adds the path itself.`;
  }
  return 'It has to be "feishu", "lark" or an origin with its scheme, such as "https://open.example.com".';
}

/** The brand an app may belong to instead, for advice; `undefined` when the origin is nobody's brand. */
export function otherBrand(origin: URL): "feishu" | "lark" | undefined {
  if (origin.origin === BRAND_ORIGIN.feishu) return "lark";
  return origin.origin === BRAND_ORIGIN.lark ? "feishu" : undefined;
}
