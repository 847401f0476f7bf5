import { invalidOption } from "../check-option.ts";

/**
 * Where a call goes: to the platform and nowhere else, since the app's token goes with it. A path may be made of what came
 * from the wire, and `//host/…` or a whole URL would lead to another host.
 *
 * @throws ConfigError `invalid_option`
 */
export function callUrl(path: string, query: Readonly<Record<string, string>> | undefined, platform: URL): URL {
  const url = typeof path === "string" && path.startsWith("/") ? parse(path, platform) : undefined;
  if (url?.origin !== platform.origin) {
    throw invalidOption('The path of a call has to begin with one "/", such as "/open-apis/im/v1/messages".');
  }
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return url;
}

function parse(path: string, platform: URL): URL | undefined {
  return URL.canParse(path, platform.href) ? new URL(path, platform) : undefined;
}
