import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { cardActionBody } from "../support/bodies.ts";
import { heldMib, usedMib } from "../support/heap.ts";
import { openClient } from "../support/open-client.ts";
import type { ScriptedConnection } from "../support/scripted-connection.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** The headers of one part; without `messageId` it has none. */
function partHeaders(sum: number, seq: number, messageId?: string): { key: string; value: string }[] {
  const id = messageId === undefined ? [] : [{ key: "message_id", value: messageId }];
  return [
    { key: "type", value: "event" },
    ...id,
    { key: "sum", value: String(sum) },
    { key: "seq", value: String(seq) },
  ];
}

/** Sends one part and waits for what comes back; only a refused or completing part is answered. */
async function askPart(connection: ScriptedConnection, body: unknown, headers: { key: string; value: string }[]) {
  connection.push(body, { headers });
  return connection.answers.take();
}

test("D18: a frame that claims 100,000,000 parts is refused and costs less than 1 MiB", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  await askPart(open.connection, "part", partHeaders(100_000_000, 0, "warm-up"));
  const before = heldMib();
  const { code } = await askPart(open.connection, "part", partHeaders(100_000_000, 0, "huge"));
  assert.ok(usedMib() - before < 1, `${usedMib() - before} MiB`);
  assert.equal(code, 500);
  assert.equal(open.client.health().statistics.badFrames, 2);
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
});

test("D19: 300 incomplete messages of 1 MiB hold no more than the cap", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { logLevel: "warn" });
  const part = randomBytes(1024 * 1024 - 1024);
  await open.connection.ask(cardActionBody());
  const before = heldMib();
  for (let index = 0; index < 300; index++) {
    open.connection.push(part, { headers: partHeaders(2, 0, `partial-${index}`) });
    await until(() => open.connection.webSocket.bufferedAmount === 0);
  }
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  const cost = heldMib() - before;
  // 32 MiB of parts, and what of the last reads is still on its way to be freed.
  assert.ok(cost < 64, `${cost} MiB`);
  // The newest is still there and can be completed; the oldest was given up.
  const newest = await askPart(open.connection, "", partHeaders(2, 1, "partial-299"));
  assert.equal(newest.code, 500, "complete, and no JSON");
  assert.equal(open.logger.find("warn", "given up before it was complete").length >= 1, true);
  assert.equal(open.client.health().statistics.badFrames, 300 - 32);
});

test("D20: parts without message_id are never put together", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  const [first, second] = [JSON.stringify(cardActionBody(1)), JSON.stringify(cardActionBody(2))];
  const half = Math.floor(first.length / 2);
  const answers = [
    await askPart(open.connection, first.slice(0, half), partHeaders(2, 0)),
    await askPart(open.connection, second.slice(half), partHeaders(2, 1)),
  ];
  assert.deepEqual(
    answers.map(({ code }) => code),
    [500, 500],
  );
  assert.equal(open.client.health().statistics.received, 0);
  const unsplit = await askPart(open.connection, cardActionBody(), partHeaders(1, 0));
  assert.equal(unsplit.code, 200, "one part needs no id");
});
