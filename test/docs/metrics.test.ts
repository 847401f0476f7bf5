import assert from "node:assert/strict";
import { test } from "node:test";
import { clientMetrics } from "../../packages/larkwire/src/connection/monitor/client-metrics.ts";
import { EventDispatcher, WebhookReceiver, WSClient } from "../../packages/larkwire/src/index.ts";
import { readDocument } from "./support/documents.ts";

test("every metric that docs/operations.md names is one that a client or a receiver gives", () => {
  const dispatcher = new EventDispatcher();
  const health = new WSClient({ appId: "cli_x", appSecret: "x", dispatcher }).health();
  const given = [
    ...clientMetrics({ ...health, lastFrameAt: 1, lastMessageAt: 1 }),
    ...new WebhookReceiver({ dispatcher, encryptKey: "key" }).metrics(),
  ].map(({ name }) => name);
  const named = [...readDocument("docs/operations.md").text.matchAll(/\blarkwire_[a-z_]*[a-z]\b/g)].map(
    ([name]) => name,
  );
  assert.ok(named.length > 10, "the search finds too little");
  assert.deepEqual(
    named.filter((name) => !given.includes(name)),
    [],
  );
});
