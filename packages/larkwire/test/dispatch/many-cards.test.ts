import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const CLICKS = 20;

test("many clicks at the same time, each with its card in hand, are no cause for a warning of Node's", async (t) => {
  await using platform = await ScriptedPlatform.start();
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on("warning", note);
  t.after(() => process.off("warning", note));
  const gate = deferred<void>();
  let held = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_data, { card }) => {
    if (card !== undefined) held += 1;
    await gate.promise;
  });
  await using open = await openClient(platform, { dispatcher });
  const asked = Array.from({ length: CLICKS }, () => open.connection.ask(cardActionBody()));
  await until(() => held === CLICKS);
  gate.resolve();
  await Promise.all(asked);
  assert.deepEqual(warnings, []);
});

test("a message whose id is longer than any is no card that is remembered", async () => {
  await using platform = await ScriptedPlatform.start();
  const seen: boolean[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_data, { card }) => {
    seen.push(card !== undefined);
  });
  await using open = await openClient(platform, { dispatcher });
  for (const length of [50, 100_000]) {
    const context = { open_message_id: "o".repeat(length) };
    await open.connection.ask(p2Body("card.action.trigger", { context, action: { tag: "button" } }));
  }
  assert.deepEqual(seen, [true, false]);
});
