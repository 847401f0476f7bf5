import type { IncomingMessage, ServerResponse } from "node:http";
import { invalidOption } from "../check-option.ts";
import { askMetrics, askSource, type HealthSource, type HealthSources, namedSources } from "./health-source.ts";
import { type LabelledMetrics, PROMETHEUS_CONTENT_TYPE, prometheusText } from "./prometheus-text.ts";

/** Answers a request of `node:http`; `next`, which express and connect give, takes those that are not its own. */
export type HealthHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Answers probes and scrapes of one or several clients and receivers:
 * - `GET /healthz`: 200, or 503 when one of them has given up and only a new process can help;
 * - `GET /readyz`: 200 when all of them are ready, else 503 and why;
 * - `GET /metrics`: Prometheus text; of several sources each sample has the label `source`.
 *
 * It tells states and counts, nothing of the app's data. Still, listen where only your own network can reach it.
 *
 * @example
 * createServer(healthHandler({ bot: client })).listen(9090);
 *
 * @throws ConfigError `invalid_option`
 */
export function healthHandler(sources: HealthSources): HealthHandler {
  const named = namedSources(sources);
  for (const [name, source] of named) {
    if (typeof source?.health !== "function") throw invalidOption(`the source "${name}" has no method health().`);
  }
  return (request, response, next) => {
    const reply = answer(request, named);
    if (reply !== undefined) return send(request, response, reply);
    if (next !== undefined) return next();
    send(request, response, json(404, { error: "There are /healthz, /readyz and /metrics." }));
  };
}

function answer({ method, url = "/" }: IncomingMessage, sources: ReadonlyMap<string, HealthSource>): Reply | undefined {
  const [path] = url.split("?", 1);
  const compose = path === undefined || !Object.hasOwn(ROUTES, path) ? undefined : ROUTES[path];
  if (compose === undefined) return undefined;
  if (method === "GET" || method === "HEAD") return compose(sources);
  return json(405, { error: "Only GET and HEAD are answered here." });
}

const ROUTES: Readonly<Record<string, (sources: ReadonlyMap<string, HealthSource>) => Reply>> = {
  "/healthz": (sources) => {
    const alive = [...sources.values()].every((source) => askSource(source).alive !== false);
    return json(alive ? 200 : 503, { alive });
  },
  "/readyz": (sources) => {
    const asked = [...sources].map(([name, source]) => [name, askSource(source)] as const);
    const ready = asked.every(([, health]) => health.ready);
    const because = asked.flatMap(([name, { notReadyBecause, ready: isReady }]) =>
      isReady ? [] : [[name || "source", notReadyBecause ?? "unknown"]],
    );
    return json(ready ? 200 : 503, ready ? { ready } : { ready, because: Object.fromEntries(because) });
  },
  "/metrics": (sources) => {
    const groups = [...sources].map(
      ([name, source]): LabelledMetrics => ({
        labels: name === "" ? {} : { source: name },
        metrics: askMetrics(source),
      }),
    );
    return { status: 200, type: PROMETHEUS_CONTENT_TYPE, body: prometheusText(groups) };
  },
};

function json(status: number, body: object): Reply {
  return { status, type: "application/json; charset=utf-8", body: `${JSON.stringify(body)}\n` };
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Reply): void {
  // Whatever the request carries is not read; the socket is free for the next one.
  request.resume();
  const allow = status === 405 ? { allow: "GET, HEAD" } : {};
  const headers = { "content-type": type, "content-length": Buffer.byteLength(body), "cache-control": "no-store" };
  response.writeHead(status, { ...headers, ...allow });
  response.end(request.method === "HEAD" ? undefined : body);
}
