import assert from "node:assert/strict";
import { test } from "node:test";
import type { Card } from "../../src/index.ts";
import { Rest } from "../support/rest.ts";
import { type RestWorld, sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

function patch({ rest }: RestWorld, messageId: string, card: object): ReturnType<Rest["post"]> {
  return rest.call("PATCH", `im/v1/messages/${messageId}`, { content: JSON.stringify(card) });
}

async function shown({ emulator }: RestWorld, messageId: string): Promise<Card["content"]> {
  const response = await fetch(`${emulator.admin}/cards/${messageId}`);
  return ((await response.json()) as { data: { content: Card["content"] } }).data.content;
}

test("a card is patched until it is 14 days old, and everybody sees it", async (t) => {
  const world = await startRestWorld(t);
  const messageId = await world.sent("interactive", cardV2([button("Approve", { id: 1 })]));
  world.clock.skip(14 * DAY_MS);
  const patched = await patch(world, messageId, cardV2([button("Done", { id: 2 })]));
  assert.deepEqual([patched.status, patched.body], [200, { code: 0, msg: "ok", data: {} }]);
  assert.deepEqual(await shown(world, messageId), cardV2([button("Done", { id: 2 })]));
  world.clock.skip(1);
  const late = await patch(world, messageId, cardV2([]));
  assert.deepEqual([late.status, late.body.code], [400, 230031]);
  assert.match(late.body.msg, /can only be updated within fourteen days/);
  assert.deepEqual(await shown(world, messageId), cardV2([button("Done", { id: 2 })]));
});

test("patching needs a shared card, before and after", async (t) => {
  const world = await startRestWorld(t);
  const own = await world.sent("interactive", { elements: [] });
  const shared = await world.sent("interactive", sharedCardV1("before"));
  for (const [messageId, card] of [
    [own, sharedCardV1("after")],
    [shared, { elements: [] }],
  ] as const) {
    const { status, body } = await patch(world, messageId, card);
    assert.deepEqual([status, body.code], [400, 230001]);
    assert.match(body.msg, /update_multi/);
  }
  assert.equal((await patch(world, shared, sharedCardV1("after"))).body.code, 0);
});

test("with a setting, patching a card that is not shared succeeds and changes nothing", async (t) => {
  const world = await startRestWorld(t, { openApi: { unsharedPatch: "ignore" } });
  const messageId = await world.sent("interactive", { elements: [] });
  assert.equal((await patch(world, messageId, sharedCardV1("after"))).body.code, 0);
  assert.deepEqual(await shown(world, messageId), { elements: [] });
});

test("a card cannot change its dialect", async (t) => {
  const world = await startRestWorld(t);
  const messageId = await world.sent("interactive", sharedCardV1("before"));
  const { status, body } = await patch(world, messageId, cardV2([]));
  assert.deepEqual([status, body.code], [400, 230099]);
  assert.match(body.msg, /^Failed to create card content, ext=ErrCode: 200800; ErrMsg: /);
});

test("another app's card, a text, an unknown and a recalled message are not patched", async (t) => {
  const world = await startRestWorld(t);
  const card = await world.sent("interactive", cardV2([]));
  const text = await world.sent("text", { text: "x" });
  const other = new Rest(world.emulator, world.emulator.createApp());
  const content = JSON.stringify(cardV2([]));
  const foreign = await other.call("PATCH", `im/v1/messages/${card}`, { content });
  assert.match(foreign.body.msg, /ext=bot or user is not the message`s sender/);
  assert.match((await patch(world, text, cardV2([]))).body.msg, /ext=This message is NOT a card/);
  assert.equal((await patch(world, "om_unknown", cardV2([]))).body.code, 99992354);
  await world.rest.call("DELETE", `im/v1/messages/${card}`);
  assert.equal((await patch(world, card, cardV2([]))).body.code, 230011);
});

test("one message is patched at most five times a second", async (t) => {
  const world = await startRestWorld(t);
  const messageId = await world.sent("interactive", cardV2([]));
  const other = await world.sent("interactive", cardV2([]));
  for (let round = 1; round <= 5; round++) assert.equal((await patch(world, messageId, cardV2([]))).body.code, 0);
  assert.equal((await patch(world, messageId, cardV2([]))).body.code, 230020);
  assert.equal((await patch(world, other, cardV2([]))).body.code, 0);
  world.clock.skip(1_000);
  assert.equal((await patch(world, messageId, cardV2([]))).body.code, 0);
});

test("a text is edited; a card is not edited with PUT", async (t) => {
  const { rest, sent } = await startRestWorld(t);
  const text = await sent("text", { text: "before" });
  const edited = await rest.call("PUT", `im/v1/messages/${text}`, { msg_type: "text", content: '{"text":"after"}' });
  assert.deepEqual([edited.body.code, edited.body.data.updated], [0, true]);
  assert.deepEqual(edited.body.data.body, { content: '{"text":"after"}' });
  const card = await sent("interactive", cardV2([]));
  const wrong = await rest.call("PUT", `im/v1/messages/${card}`, { msg_type: "interactive", content: "{}" });
  assert.deepEqual([wrong.status, wrong.body.code], [400, 230001]);
  assert.match(wrong.body.msg, /ext=invalid msg_type/);
  const mixed = await rest.call("PUT", `im/v1/messages/${card}`, { msg_type: "text", content: '{"text":"x"}' });
  assert.equal(mixed.body.code, 230054);
});

test("a bot recalls its own messages only", async (t) => {
  const world = await startRestWorld(t);
  const messageId = await world.sent("text", { text: "x" });
  const other = new Rest(world.emulator, world.emulator.createApp());
  assert.equal((await other.call("DELETE", `im/v1/messages/${messageId}`)).body.code, 230026);
  const recalled = await world.rest.call("DELETE", `im/v1/messages/${messageId}`);
  assert.deepEqual(recalled.body, { code: 0, msg: "success", data: {} });
  const { body } = await world.rest.get(`im/v1/messages/${messageId}`);
  const [item] = body.data.items as { deleted: boolean; body: object }[];
  assert.deepEqual([item?.deleted, item?.body], [true, { content: "This message was recalled" }]);
});
