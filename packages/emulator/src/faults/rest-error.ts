/** A REST call, before it is carried out. */
export interface RestCall {
  readonly method: string;
  /** The route's path, with `:name` for what varies. */
  readonly route: string;
  /** The path as it was asked for. */
  readonly path: string;
  /** Whose token the call carries; missing without a valid one. */
  readonly appId: string | undefined;
}

/** What a call is answered with in place of the true answer. */
export interface RestAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whether `pattern`, such as `"POST /open-apis/im/v1/messages/:id/reply"`, is about this call. */
export function routeMatches(pattern: string, { method, route, path }: RestCall): boolean {
  if (pattern === "*") return true;
  const [wantedMethod = "", wantedPath = ""] = pattern.split(" ", 2);
  if (wantedMethod !== "*" && wantedMethod.toUpperCase() !== method) return false;
  return pathMatches(wantedPath, path) || wantedPath === route;
}

function pathMatches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  const isAny = (segment: string): boolean => segment === "*" || segment.startsWith(":");
  return wanted.length === given.length && wanted.every((part, at) => isAny(part) || part === given[at]);
}
