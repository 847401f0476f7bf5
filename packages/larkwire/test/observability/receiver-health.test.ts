import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher, WebhookReceiver } from "../../src/index.ts";
import { healthHandler } from "../../src/observability/health-entry.ts";
import { serveHttp } from "../adapters/support/serve-http.ts";
import { MemoryLogger } from "../support/memory-logger.ts";

test("a receiver tells probes and scrapes whether it takes requests, and what it refused", async () => {
  const logger = new MemoryLogger();
  const receiver = new WebhookReceiver({ dispatcher: new EventDispatcher(), encryptKey: "a key of its own", logger });
  const { origin, close } = await serveHttp(healthHandler({ hook: receiver }));
  try {
    assert.deepEqual(await (await fetch(`${origin}/readyz`)).json(), { ready: true });
    await receiver.handle({ method: "GET", headers: {}, body: new Uint8Array(0) });
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    assert.match(metrics, /^larkwire_webhook_requests_total\{source="hook"\} 1$/m);
    assert.match(metrics, /^larkwire_webhook_refused_total\{.*code="method_not_allowed".*\} 1$/m);

    await receiver.close();
    const closed = await fetch(`${origin}/readyz`);
    assert.deepEqual([closed.status, await closed.json()], [503, { ready: false, because: { hook: "closed" } }]);
  } finally {
    await close();
  }
});
