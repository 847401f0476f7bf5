// What a person sees in the end, whatever the handler takes: the answer, or a later update in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher } from "larkwire";
import { sleep } from "../../packages/larkwire/test/support/sleep.ts";
import { cardWithButtons } from "../support/cards.ts";
import { type CardScene, cardScene } from "./support/card-scene.ts";

const PLATFORM_WAITS_MS = 3_000;
const GUARD_AFTER_MS = 2_300;
const NEVER_MS = Number.POSITIVE_INFINITY;

/** A handler by what it does: it ends after `ms`, well or not. */
interface HandlerCase {
  readonly name: string;
  readonly ms: number;
  readonly throws?: boolean;
}

const HANDLERS: readonly HandlerCase[] = [
  { name: "answers at once", ms: 0 },
  { name: "answers after 1 s", ms: 1_000 },
  { name: "answers after 2.4 s", ms: 2_400 },
  { name: "answers after 2.6 s", ms: 2_600 },
  { name: "answers after 10 s", ms: 10_000 },
  { name: "never ends", ms: NEVER_MS },
  { name: "throws at once", ms: 0, throws: true },
  { name: "throws after 1 s", ms: 1_000, throws: true },
  { name: "throws after 10 s", ms: 10_000, throws: true },
];

const SENT = cardWithButtons("Approve");
const ANSWER = cardWithButtons("Approved");

for (const transport of ["long connection", "webhook"] as const) {
  for (const delayMs of [0, 300]) {
    for (const handler of HANDLERS) {
      test(`${transport}, ${delayMs} ms each way: a click whose handler ${handler.name} shows the right card`, async () => {
        const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
          if (handler.ms === NEVER_MS) return new Promise<never>(() => undefined);
          if (handler.ms > 0) await sleep(scene.clock, handler.ms);
          if (handler.throws) throw new Error("the handler failed");
          return { card: { type: "raw", data: ANSWER } };
        });
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
