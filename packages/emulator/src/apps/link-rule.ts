/** Source of the syntax: the platform's guide to link previews. What it leaves open is marked. */
const MAX_RULE_LENGTH = 1_000;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
/** `*` ends a label or a segment: it stands for the rest of one. That it cannot stand inside is inferred. */
const LABEL_WITH_REST = /^[a-z0-9-]*\*$/i;
const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ["http:", "80"],
  ["https:", "443"],
]);

/** A rule, taken apart. */
interface LinkRule {
  /** Of the whole host, lower case. */
  readonly host: RegExp;
  /** Missing: the default port of the link's scheme. */
  readonly port: string | undefined;
  readonly path: RegExp;
}

/** Why `rule` cannot be saved, as a clause that follows its name; `undefined` when it can. */
export function linkRuleFault(rule: string): string | undefined {
  const parsed = parseLinkRule(rule);
  return typeof parsed === "string" ? parsed : undefined;
}

/**
 * Whether a link is previewed under `rule`, `Host[:Port][/Path]`: without `*` the host and all paths below; `*` is the
 * rest of one host label or path segment; `**` is the whole left part of a host, or the whole right part of a path. A
 * rule that is none matches nothing.
 */
export function matchesLinkRule(rule: string, link: string): boolean {
  const parsed = parseLinkRule(rule);
  if (typeof parsed === "string" || !/^https?:\/\//i.test(link) || !URL.canParse(link)) return false;
  const { protocol, hostname, port, pathname } = new URL(link);
  const wanted = parsed.port === DEFAULT_PORTS.get(protocol) ? "" : (parsed.port ?? "");
  return port === wanted && parsed.host.test(hostname) && parsed.path.test(pathname);
}

/** The parsed rule, or why it is none. */
function parseLinkRule(rule: string): LinkRule | string {
  if (rule.length > MAX_RULE_LENGTH) return `has more than ${MAX_RULE_LENGTH} characters`;
  if (rule.includes("://")) return "has a scheme; leave it out, both http and https links match";
  const [, host = "", port, path = ""] = /^([^/:?#\s]+)(?::(\d{1,5}))?(\/[^?#\s]*)?$/.exec(rule) ?? [];
  if (host === "") return "is not of the form Host[:Port][/Path]";
  const hostPattern = hostRule(host.toLowerCase());
  const pathPattern = pathRule(path);
  if (typeof hostPattern === "string") return hostPattern;
  return typeof pathPattern === "string" ? pathPattern : { host: hostPattern, port, path: pathPattern };
}

function hostRule(host: string): RegExp | string {
  const labels = host.split(".");
  if (labels.length < 2 || labels.some((label) => label === ""))
    return "needs a host with a domain, such as example.com";
  if (/^\d+$/.test(labels.at(-1) ?? "")) return "names an IP address, which is not allowed";
  const [first = "", ...others] = labels;
  if (!labels.slice(-2).every((label) => LABEL.test(label))) {
    return "has a wildcard, or a character that no host has, in its last two labels";
  }
  const rest = first === "**" ? others : labels;
  if (!rest.every((label) => LABEL.test(label) || LABEL_WITH_REST.test(label))) {
    return "may have * at the end of a label and ** in place of the first labels only";
  }
  const left = first === "**" ? "(?:[^.]+\\.)+" : "";
  return new RegExp(`^${left}${rest.map((label) => withRest(label, "[^.]")).join("\\.")}$`);
}

function pathRule(path: string): RegExp | string {
  const segments = path.split("/").slice(1);
  if (segments.at(-1) === "") segments.pop();
  const open = segments.at(-1) === "**";
  const named = open ? segments.slice(0, -1) : segments;
  if (named.some((segment) => segment.slice(0, -1).includes("*"))) {
    return "may have * at the end of a path segment and ** as the last one only";
  }
  const pattern = named.map((segment) => `/${withRest(segment, "[^/]")}`).join("");
  if (open) return new RegExp(`^${pattern}/.+$`);
  return named.some((segment) => segment.endsWith("*"))
    ? new RegExp(`^${pattern}/?$`)
    : new RegExp(`^${pattern}(?:/.*)?$`);
}

/** A label or segment as a pattern; a `*` that is all of it stands for one character at least. */
function withRest(part: string, character: string): string {
  const literal = part.replace(/\*$/, "").replaceAll(/[.+?^${}()|[\]\\*]/g, "\\$&");
  return part.endsWith("*") ? `${literal}${character}${literal === "" ? "+" : "*"}` : literal;
}
