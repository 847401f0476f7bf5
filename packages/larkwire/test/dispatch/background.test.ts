import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

test("works in the background are bounded: beyond that handlers keep their slots, and one warning says so", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const gate = deferred<void>();
  let begun = 0;
  const dispatcher = new EventDispatcher({ background: { maxWorks: 3 } })
    .onCustomized("p2", "slow.event_v1", async () => {
      begun += 1;
      await gate.promise;
    })
    .on("card.action.trigger", () => ({}));
  await using open = await openClient(platform, { dispatcher, clock, limits: { maxRunningHandlers: 2 } });
  for (let number = 0; number < 10; number++) open.connection.push(p2Body("slow.event_v1", { number }));
  await until(() => open.client.health().waitingMessages === 8);
  for (let round = 0; round < 5; round++) await clock.advance(2_300);
  assert.equal(begun, 5);
  const health = open.client.health();
  assert.deepEqual([health.runningHandlers, health.waitingMessages, health.backgroundWorks], [2, 5, 5]);
  assert.equal(open.logger.find("warn", "3 handlers of events run on").length, 1);
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);

  gate.resolve();
  await until(() => begun === 10 && open.client.health().backgroundWorks === 0);
});

test("a work that never ends is forgotten after ten minutes, so that others have its place", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  let begun = 0;
  const dispatcher = new EventDispatcher({ background: { maxWorks: 1 } }).onCustomized("p2", "slow.event_v1", () => {
    begun += 1;
    return new Promise(() => undefined);
  });
  await using open = await openClient(platform, { dispatcher, clock, limits: { maxRunningHandlers: 1 } });
  for (let number = 0; number < 4; number++) open.connection.push(p2Body("slow.event_v1", { number }));
  await until(() => open.client.health().waitingMessages === 3);
  await clock.advance(2_300);
  await clock.advance(2_300);
  assert.equal(begun, 2);
  await clock.advance(600_000);
  await clock.advance(600_000);
  assert.equal(begun, 4);
  assert.ok(open.logger.find("warn", "running for 10 minutes").length >= 2);
  await clock.advance(600_000);
  await clock.advance(600_000);
  assert.equal(open.client.health().backgroundWorks, 0);
});
