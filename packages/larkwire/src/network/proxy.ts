import { isIP } from "node:net";

/** The variables of the environment that choose a proxy; lower case wins, as in curl. */
export interface ProxyEnvironment {
  readonly [name: string]: string | undefined;
}

/**
 * The one decision about proxies, for HTTP and WebSocket alike.
 *
 * An explicit `option` wins: a URL is used for every target, `false` is no proxy. Otherwise `HTTPS_PROXY` counts for
 * encrypted targets and `HTTP_PROXY` for plain ones, unless `NO_PROXY` names the host; loopback targets are always
 * reached directly. A proxy from the environment with another scheme than http or https is passed over.
 */
export function chooseProxy(
  target: URL,
  option: string | false | undefined,
  environment: ProxyEnvironment,
): URL | undefined {
  if (option === false) return undefined;
  if (option !== undefined) return new URL(option);
  const host = bareHost(target);
  if (isLoopback(host)) return undefined;
  if (isExempt(host, portOf(target), read(environment, "no_proxy"))) return undefined;
  const value = read(environment, isEncrypted(target) ? "https_proxy" : "http_proxy");
  if (value === undefined) return undefined;
  const proxy = parse(value.includes("://") ? value : `http://${value}`);
  return proxy !== undefined && isProxyUrl(proxy) ? proxy : undefined;
}

/** Whether larkwire can tunnel through `url`. */
export function isProxyUrl(url: URL): boolean {
  return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}

/** Whether the target is reached through TLS. */
export function isEncrypted(url: URL): boolean {
  return url.protocol === "https:" || url.protocol === "wss:";
}

/** The port of a URL, the scheme's own where it names none. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return isEncrypted(url) ? 443 : 80;
}

/** The host of a URL, an IPv6 address without its brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Whether `host` is this machine. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host.endsWith(".localhost") || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

function isExempt(host: string, port: number, noProxy: string | undefined): boolean {
  return (noProxy ?? "")
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), host.toLowerCase(), port));
}

/**
 * `*`, `host`, `.domain`, `*.domain`, each with an optional `:port`; an IPv6 address with a port has brackets. A plain
 * name covers its subdomains, too.
 */
function matches(entry: string, host: string, port: number): boolean {
  if (entry === "*") return true;
  const [, name = entry, entryPort] = isIP(entry) === 6 ? [] : (/^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? []);
  if (entryPort !== undefined && Number(entryPort) !== port) return false;
  const domain = name.replace(/^\*?\./, "");
  return host === domain || host.endsWith(`.${domain}`);
}

function read(environment: ProxyEnvironment, name: string): string | undefined {
  const value = environment[name] ?? environment[name.toUpperCase()];
  return value === undefined || value === "" ? undefined : value;
}

function parse(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
