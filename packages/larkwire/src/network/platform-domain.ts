import { ConfigError } from "../errors.ts";

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
  throw new ConfigError(
    "invalid_option",
    'domain has to be "feishu", "lark" or an origin such as "https://open.example.com", without a path. ' +
      "Take the path off: the SDK adds it.",
  );
}

/** The brand an app may belong to instead, for advice; `undefined` when the origin is nobody's brand. */
export function otherBrand(origin: URL): "feishu" | "lark" | undefined {
  if (origin.origin === BRAND_ORIGIN.feishu) return "lark";
  return origin.origin === BRAND_ORIGIN.lark ? "feishu" : undefined;
}
