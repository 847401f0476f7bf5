// What the official client does when the platform misbehaves. Known defects are written down here as in
// known-defects.test.ts: one that fails after an update of the client is good news.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../test/support/until.ts";
import { startWorld } from "../../test/support/world.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

const clientConfig = { reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };

test("a split message in any size is put together again, also when its parts come in another order", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("toast.mjs"), world.emulator, world.app);
  const card = world.postCard();
  await untilAnswered(() => card.click("Approve"));
  for (const bytes of [1, 7, 100]) {
    world.emulator.faults.add({ kind: "split", bytes, times: 1 });
    world.emulator.faults.add({ kind: "reorder_parts", order: "shuffle", times: 1 });
    const { code, delivery } = await card.click("Approve");
    assert.equal(code, 0, `${bytes} bytes: ${delivery.reason}`);
    assert.deepEqual(delivery.faults, ["split", "reorder_parts"]);
  }
});

test("connects again and answers after a close by code, a reset and a refused upgrade", async () => {
  await using world = await startWorld({ clientConfig });
  const { emulator, app } = world;
  await using bot = await OfficialBot.connect(nodeBot("toast.mjs"), emulator, app);
  const card = world.postCard();
  for (const lose of [() => emulator.faults.closeConnections({ code: 4000 }), () => emulator.faults.cutConnections()]) {
    emulator.faults.add({ kind: "upgrade_error", times: 1 });
    assert.equal(lose(), 1);
    await until(() => app.connections.length === 0);
    await bot.hasPinged(app);
    const { code, reason } = await untilAnswered(() => card.click("Approve"));
    assert.equal(code, 0, reason);
  }
  assert.deepEqual(
    emulator.faults.list().map(({ acted }) => acted),
    [1, 1],
  );
});

test("the same message twice runs the handler twice, and both answers come", async () => {
  await using world = await startWorld();
  await using _bot = await OfficialBot.connect(nodeBot("toast.mjs"), world.emulator, world.app);
  const card = world.postCard();
  await untilAnswered(() => card.click("Approve"));
  world.emulator.faults.add({ kind: "duplicate_push", times: 1 });
  const { delivery } = await card.click("Approve");
  const repeated = (): number =>
    world.emulator.deliveries.find(({ messageId }) => messageId === delivery.messageId)?.repeatedAnswers ?? 0;
  await until(() => repeated() === 1);
});

test("known defect: frames of type card are dropped without an answer", async () => {
  await using world = await startWorld({ answerDeadlineMs: 500 });
  await using _bot = await OfficialBot.connect(nodeBot("toast.mjs"), world.emulator, world.app);
  const card = world.postCard();
  await untilAnswered(() => card.click("Approve"));
  world.emulator.faults.add({ kind: "card_frame", times: 1 });
  const { code, reason } = await card.click("Approve");
  assert.equal(code, 200341);
  assert.match(reason, /faults on demand struck the push: card_frame/);
});

test("known defect: after a pong of {} it pings without a pause", async () => {
  // What a pong says counts from the next ping on.
  await using world = await startWorld({ clientConfig: { ...clientConfig, pingIntervalMs: 1_000 } });
  world.emulator.faults.add({ kind: "bad_pong", payload: "{}" });
  await using _bot = await OfficialBot.connect(nodeBot("toast.mjs"), world.emulator, world.app);
  await until(() => (world.app.connections[0]?.pings ?? 0) > 100);
});
