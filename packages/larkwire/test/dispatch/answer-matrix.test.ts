import assert from "node:assert/strict";
import { test } from "node:test";
import {
  act,
  GUARD_AFTER_MS,
  HANDLER_CASES,
  NEVER_MS,
  PLATFORM_WAITS_MS,
} from "../../../../test/support/handler-cases.ts";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { CardRecorder } from "../support/card-recorder.ts";
import { TRANSPORTS } from "../support/transport-under-test.ts";

const CARD = { card: { type: "raw", data: { schema: "2.0", body: { elements: [] } } } } as const;

for (const transport of TRANSPORTS) {
  for (const delayMs of [0, 300]) {
    for (const handler of HANDLER_CASES) {
      const way = `${transport.name}, ${delayMs} ms each way`;

      test(`${way}: a click whose handler ${handler.name} gets exactly one answer in time, and its card`, async () => {
        const [clock, recorder] = [new ManualClock(), new CardRecorder()];
        const dispatcher = new EventDispatcher().on("card.action.trigger", () => act(handler, clock, CARD));
        await using open = await transport.open({ clock, dispatcher, cardUpdates: recorder, delayMs });
        const sentAtMs = clock.monotonicMs();
        const delivered = await open.deliver(cardActionBody());
        const answersAfterMs = Math.min(handler.ms, GUARD_AFTER_MS);
        if (answersAfterMs > 0) {
          await clock.advance(answersAfterMs - 1);
          assert.equal(open.answersSent, 0);
          await clock.advance(1);
        }
        await until(() => open.answersSent === 1);
        const given = await delivered.answer();
        const tookMs = clock.monotonicMs() - sentAtMs;
        assert.equal(tookMs, answersAfterMs + 2 * delayMs);
        assert.ok(tookMs < PLATFORM_WAITS_MS);
        assert.equal(given.isOk, true);

        const isGuarded = handler.ms > GUARD_AFTER_MS;
        if (isGuarded) assert.deepEqual(given.answer, {});
        else if (handler.throws) assert.equal((given.answer as { toast: { type: string } }).toast.type, "error");
        else assert.deepEqual(given.answer, CARD);

        await clock.advance(10_000);
        const hasLateCard = isGuarded && !handler.throws && handler.ms !== NEVER_MS;
        assert.deepEqual(recorder.cards, hasLateCard ? [{ answer: CARD, fate: "left" }] : []);
        assert.equal(open.answersSent, 1);
        assert.equal(open.backgroundWorks, handler.ms === NEVER_MS ? 1 : 0);
        assert.equal(open.logger.find("error", "failed").length, handler.throws ? 1 : 0);
      });

      test(`${way}: an event whose handler ${handler.name} is acknowledged exactly once, in time`, async () => {
        const clock = new ManualClock();
        const dispatcher = new EventDispatcher().onCustomized("p2", "some.event_v1", () => act(handler, clock, CARD));
        await using open = await transport.open({ clock, dispatcher, cardUpdates: new CardRecorder(), delayMs });
        const delivered = await open.deliver(p2Body("some.event_v1", {}));
        const answersAfterMs = Math.min(handler.ms, GUARD_AFTER_MS);
        if (answersAfterMs > 0) await clock.advance(answersAfterMs);
        await until(() => open.answersSent === 1);
        const { isOk } = await delivered.answer();
        const isSentAgain = handler.throws === true && handler.ms < GUARD_AFTER_MS;
        assert.equal(isOk, !isSentAgain);
        await clock.advance(10_000);
        assert.equal(open.answersSent, 1);
      });
    }
  }
}
