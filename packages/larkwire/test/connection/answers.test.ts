import assert from "node:assert/strict";
import { test } from "node:test";
import { wireHeader } from "../../../protocol/test/support/wire-frame.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p1Body, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";

test("a click and a link preview travel to their handlers and back", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher()
    .on("card.action.trigger", async (data) => ({ toast: { type: "info", content: `tag ${data.event.action.tag}` } }))
    .on("url.preview.get", async (data) => ({ inline: { title: `about ${data.event.context.url}` } }));
  const { client } = testClient(platform, { dispatcher });
  await using _ = client;
  await client.start();
  const connection = await platform.opened.take();

  const click = await connection.ask(cardActionBody());
  assert.deepEqual(click.answer, { toast: { type: "info", content: "tag button" } });
  assert.equal(click.code, 200);
  const preview = await connection.ask(urlPreviewBody("https://example.com/T-1"));
  assert.deepEqual(preview.answer, { inline: { title: "about https://example.com/T-1" } });
});

test("an answer echoes ids and all headers, and says how long the handler took", async () => {
  await using platform = await ScriptedPlatform.start();
  const { client } = testClient(platform, { dispatcher: new EventDispatcher().on("card.action.trigger", () => ({})) });
  await using _ = client;
  await client.start();
  const connection = await platform.opened.take();
  const ids = { seqId: 9_007_199_254_740_993n, logId: 18_446_744_073_709_551_615n };
  const { frame } = await connection.ask(cardActionBody(), { ...ids, messageId: "m-1" });
  assert.equal(frame.SeqID, ids.seqId);
  assert.equal(frame.LogID, ids.logId);
  assert.equal(frame.service, 33554678);
  assert.equal(frame.method, 1);
  assert.deepEqual(
    frame.headers.map((header) => header.key),
    ["type", "message_id", "sum", "seq", "trace_id", "timestamp", "instance_id", "biz_rt"],
  );
  assert.match(wireHeader(frame, "biz_rt") ?? "", /^\d+$/);
});

test("an event is acknowledged without data, whatever its handler returns", async () => {
  await using platform = await ScriptedPlatform.start();
  const seen: unknown[] = [];
  const dispatcher = new EventDispatcher()
    .onCustomized("p1", "out_approval", (data) => seen.push(data.uuid))
    .onCustomized("p2", "some.event_v1", () => ({ returned: "something" }));
  const { client } = testClient(platform, { dispatcher });
  await using _ = client;
  await client.start();
  const connection = await platform.opened.take();
  for (const body of [p1Body("out_approval", {}), p2Body("some.event_v1", {})]) {
    const { code, data } = await connection.ask(body);
    assert.deepEqual({ code, data }, { code: 200, data: undefined });
  }
  assert.deepEqual(seen, ["00000000-0000-0000-0000-000000000001"]);
});
