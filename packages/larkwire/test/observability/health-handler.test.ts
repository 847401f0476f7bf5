import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import express from "express";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { type HealthSources, healthHandler } from "../../src/observability/health-entry.ts";
import { cardActionBody } from "../support/bodies.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

interface Reply {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A server of `listener`, and a way to ask it. */
async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, method = "GET"): Promise<Reply> => {
    const sent = request({ host: "127.0.0.1", port, path, method, agent: false });
    sent.end();
    const [response] = await once(sent, "response");
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  const dispose = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { ask, [Symbol.asyncDispose]: dispose };
}

const serveHealth = (sources: HealthSources) => serve(healthHandler(sources));

test("a client is ready exactly while messages can arrive; why not is said; it is alive until it gives up", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const { client } = testClient(platform, { clock, dispatcher: answeringClicks(), maxReconnects: 1 });
  await using server = await serveHealth(client);
  const look = async () => {
    const [ready, alive] = [await server.ask("/readyz"), await server.ask("/healthz")];
    return [ready.status, JSON.parse(ready.body).because?.source, alive.status];
  };
  assert.deepEqual(await look(), [503, "idle", 200]);
  const held = deferred<void>();
  platform.onDiscovery = async () => {
    await held.promise;
    return platform.goodReply();
  };
  const started = client.start();
  assert.deepEqual(await look(), [503, "connecting", 200]);
  held.resolve();
  await started;
  assert.deepEqual(await look(), [200, undefined, 200]);

  const connection = await platform.opened.take();
  connection.pong = undefined;
  await connection.pinged.take();
  await clock.advance(30_000);
  assert.deepEqual(await look(), [200, undefined, 200]);
  await clock.advance(10_000);
  assert.deepEqual(await look(), [503, "stale", 200]);
  platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
  await clock.advance(10_000);
  await until(() => client.state.name !== "connected");
  const failed = client.closed.catch(() => undefined);
  while (client.state.name !== "failed") await clock.advance(1_000);
  await failed;
  assert.deepEqual(await look(), [503, "failed", 503]);
});

test("a client that closes is not ready at once, and alive to the end", async () => {
  await using platform = await ScriptedPlatform.start();
  const [gate, begun] = [deferred<void>(), deferred<void>()];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    begun.resolve();
    await gate.promise;
  });
  const { client, connection } = await openClient(platform, { dispatcher });
  await using server = await serveHealth({ bot: client });
  connection.push(cardActionBody());
  await begun.promise;
  const closed = client.close();
  const ready = await server.ask("/readyz");
  assert.deepEqual([ready.status, JSON.parse(ready.body)], [503, { ready: false, because: { bot: "closing" } }]);
  assert.equal((await server.ask("/healthz")).status, 200);
  gate.resolve();
  await closed;
});

test("metrics are Prometheus text, of several sources with their names", async () => {
  await using platform = await ScriptedPlatform.start();
  await using one = await openClient(platform);
  await using other = await openClient(platform, { connections: 2 });
  for (let click = 0; click < 3; click++) await one.connection.ask(cardActionBody());
  await until(() => other.client.health().connections.every(({ state }) => state === "open"));
  await using server = await serveHealth({ orders: one.client, 'h"r': other.client });
  const { status, headers, body } = await server.ask("/metrics?x=1");
  assert.deepEqual([status, headers["content-type"]], [200, "text/plain; version=0.0.4; charset=utf-8"]);
  const lines = body.split("\n");
  for (const line of [
    "# TYPE larkwire_messages_answered_total counter",
    'larkwire_ready{source="orders"} 1',
    'larkwire_messages_answered_total{source="orders"} 3',
    'larkwire_messages_answered_total{source="h\\"r"} 0',
    'larkwire_connections{source="h\\"r",state="open"} 2',
    'larkwire_answer_latency_seconds_bucket{source="orders",le="+Inf"} 3',
    'larkwire_answer_latency_seconds_count{source="orders"} 3',
  ]) {
    assert.ok(lines.includes(line), `${line} is missing in:\n${body}`);
  }
  assertWellFormed(body);
});

/** Each name has one help and one type, before its samples, which follow each other; buckets never fall. */
function assertWellFormed(body: string): void {
  assert.ok(body.endsWith("\n"));
  const seen = new Set<string>();
  for (const block of body.split(/^(?=# HELP )/m)) {
    const [help = "", type = "", ...samples] = block.trimEnd().split("\n");
    const name = /^# HELP (larkwire_[a-z_]+) \S/.exec(help)?.[1] ?? assert.fail(help);
    assert.match(type, new RegExp(`^# TYPE ${name} (counter|gauge|histogram)$`));
    assert.ok(!seen.has(name) && samples.length > 0, name);
    seen.add(name);
    for (const sample of samples) {
      assert.match(sample, new RegExp(`^${name}(_bucket|_sum|_count)?(\\{.*\\})? [0-9.e+-]+$`));
    }
    if (type.endsWith(" counter")) assert.match(name, /_total$/);
  }
}

test("a source that throws is not ready and has no metrics; the others are served", async () => {
  const broken = {
    health: () => {
      throw new Error("secret");
    },
    metrics: () => {
      throw new Error("secret");
    },
  };
  const own = {
    health: () => ({ ready: true }),
    metrics: () => [{ name: "own", help: "a\nb", type: "gauge", samples: [{ value: 1 }] }] as const,
  };
  await using server = await serveHealth({ broken, own });
  const ready = await server.ask("/readyz");
  assert.deepEqual(JSON.parse(ready.body), { ready: false, because: { broken: "error" } });
  assert.equal((await server.ask("/metrics")).body, '# HELP own a\\nb\n# TYPE own gauge\nown{source="own"} 1\n');
  assert.equal((await server.ask("/healthz")).status, 200);
});

test("other paths and methods: 404 and 405, HEAD without a body, next() where there is one", async () => {
  const handler = healthHandler({ health: () => ({ ready: true }) });
  {
    await using server = await serve(handler);
    assert.equal((await server.ask("/")).status, 404);
    assert.equal((await server.ask("/constructor")).status, 404);
    const refused = await server.ask("/readyz", "POST");
    assert.deepEqual([refused.status, refused.headers.allow], [405, "GET, HEAD"]);
    const head = await server.ask("/readyz", "HEAD");
    assert.deepEqual([head.status, head.body, head.headers["content-length"]], [200, "", "15"]);
  }
  const app = express();
  app.use("/internal", handler);
  app.get("/", (_request, response) => void response.send("the app"));
  app.get("/internal/other", (_request, response) => void response.send("other"));
  await using server = await serve(app);
  assert.equal((await server.ask("/internal/healthz")).status, 200);
  assert.equal((await server.ask("/")).body, "the app");
  assert.equal((await server.ask("/internal/other")).body, "other");
});

test("what has no health() is refused at once", () => {
  const sources = { bot: {} } as unknown as HealthSources;
  assert.throws(() => healthHandler(sources), { code: "invalid_option", message: /"bot".*health\(\)/ });
});
