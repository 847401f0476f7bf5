// What a person sees in the end, whatever the handler takes: the answer, or a later update in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher } from "larkwire";
import { cardWithButtons } from "../support/cards.ts";
import { act, GUARD_AFTER_MS, HANDLER_CASES, NEVER_MS, PLATFORM_WAITS_MS } from "../support/handler-cases.ts";
import { sleep } from "../support/sleep.ts";
import { type CardScene, cardScene } from "./support/card-scene.ts";

const SENT = cardWithButtons("Approve");
const ANSWER = cardWithButtons("Approved");

for (const transport of ["long connection", "webhook"] as const) {
  for (const delayMs of [0, 300]) {
    for (const handler of HANDLER_CASES) {
      test(`${transport}, ${delayMs} ms each way: a click whose handler ${handler.name} shows the right card`, async () => {
        const dispatcher = new EventDispatcher().on("card.action.trigger", () =>
          act(handler, scene.clock, { card: { type: "raw", data: ANSWER } } as const),
        );
        await using scene: CardScene = await cardScene({ transport, dispatcher, delayMs });
        const card = scene.chat.postCard(SENT);
        const { code, reason, latencyMs = PLATFORM_WAITS_MS } = await scene.during(card.click("Approve"));
        assert.equal(code, 0, reason);
        assert.ok(latencyMs < PLATFORM_WAITS_MS, `${latencyMs} ms`);

        await scene.pass(12_000);
        const hasCard = handler.throws !== true && handler.ms !== NEVER_MS;
        const isLate = handler.ms > GUARD_AFTER_MS;
        const changes = card.versions.map(({ change }) => change.kind);
        assert.deepEqual(changes, hasCard ? ["sent", isLate ? "delayed_update" : "answer"] : ["sent"]);
        assert.deepEqual(card.content, hasCard ? ANSWER : SENT);
        assert.equal(scene.answersSent(), 1);
        assert.deepEqual(
          scene.rest.callsOf("card/update").map((call) => call.code),
          hasCard && isLate ? [0] : [],
        );
      });
    }
  }
}

for (const ms of [0, 2_400, 10_000]) {
  test(`a legacy callback whose handler takes ${ms} ms shows the card it returns`, async () => {
    const dispatcher = new EventDispatcher().on("card.action.trigger_v1", async () => {
      if (ms > 0) await sleep(scene.clock, ms);
      return ANSWER;
    });
    const callbackTypes = ["card.action.trigger_v1"];
    await using scene: CardScene = await cardScene({ transport: "webhook", dispatcher, callbackTypes });
    const card = scene.chat.postCard(SENT);
    const { code, reason } = await scene.during(card.click("Approve"));
    assert.equal(code, 0, reason);
    await scene.pass(12_000);
    const kind = ms > GUARD_AFTER_MS ? "delayed_update" : "answer";
    assert.deepEqual(
      card.versions.map(({ change }) => change.kind),
      ["sent", kind],
    );
    assert.deepEqual(card.content, ANSWER);
  });
}
