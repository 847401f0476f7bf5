import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../../test/support/random.ts";
import { EventMemory } from "../../src/duplicates/event-memory.ts";
import { heldMib } from "../support/heap.ts";

const OK = { code: 200 };
const FAILED = { code: 500 };

function memory(limits: { minEnded?: number; minAnswerLength?: number } = {}): EventMemory {
  return new EventMemory({ keepMs: 1_000, minEnded: 100, minAnswerLength: 1_000, ...limits });
}

test("of a flood of events the newest are remembered, and running ones always", () => {
  const events = memory();
  const running = events.claim(["running"], {});
  for (let number = 0; number < 10_000; number++) {
    events.complete(events.claim([`event ${number}`], {}), OK, 0);
  }
  assert.ok(events.size <= 201, String(events.size));
  assert.equal(events.claim(["running"], {}), running);
  for (let number = 9_900; number < 10_000; number++) assert.equal(events.claim([`event ${number}`], {}).ack, OK);
  assert.equal(events.claim(["event 9700"], {}).ack, undefined);
});

test("answers are kept up to a length for all of them together", () => {
  const events = memory();
  const answerJson = "x".repeat(300);
  for (let number = 0; number < 50; number++) {
    events.complete(events.claim([`event ${number}`], {}), { code: 200, answerJson }, 0);
  }
  assert.ok(events.size >= 3 && events.size <= 8, String(events.size));
});

test("an event is surely remembered for the time to keep, and at most for twice as long", () => {
  const events = memory();
  events.complete(events.claim(["event"], {}), OK, 500);
  events.complete(events.claim(["other"], {}), OK, 1_499);
  assert.equal(events.claim(["event"], {}).ack, OK);
  for (const nowMs of [1_500, 2_500]) events.complete(events.claim([`at ${nowMs}`], {}), OK, nowMs);
  assert.equal(events.claim(["event"], {}).ack, undefined);
});

test("an event that was given up and taken by another delivery keeps what the other one says", () => {
  const events = memory();
  const first = events.claim(["event"], {});
  events.release(first, FAILED, 0);
  const second = events.claim(["event"], {});
  assert.equal(second.redelivered, true);
  events.complete(first, OK, 0);
  assert.equal(events.claim(["event"], {}), second);
  events.complete(second, OK, 0);
  assert.equal(events.claim(["event"], {}).ack, OK);
});

test("whatever happens in whatever order, an event has one owner at a time and is never handled after success", () => {
  const random = seededRandom(7);
  const events = memory({ minEnded: 1_000 });
  const handled = new Set<string>();
  const running = new Map<string, ReturnType<EventMemory["claim"]>>();
  for (let step = 0; step < 20_000; step++) {
    const id = `event ${Math.floor(random() * 200)}`;
    const owner = {};
    const mine = running.get(id);
    if (mine !== undefined && random() < 0.5) {
      running.delete(id);
      if (random() < 0.5) {
        handled.add(id);
        events.complete(mine, OK, 0);
      } else events.release(mine, FAILED, 0);
      continue;
    }
    const record = events.claim([id], owner);
    if (record.owner !== owner) continue;
    assert.ok(!handled.has(id) && !running.has(id), id);
    running.set(id, record);
  }
  assert.ok(handled.size > 150);
});

test("two hundred thousand events, the most by default, cost less than 64 MiB", () => {
  const before = heldMib();
  const events = new EventMemory({ keepMs: 1_000_000, minEnded: 100_000, minAnswerLength: 1 });
  for (let number = 0; number < 400_000; number++) {
    const key = `cli_0123456789abcdef:${String(number).padStart(32, "0")}`;
    events.complete(events.claim([key], {}), OK, 0);
  }
  assert.ok(events.size >= 100_000 && events.size <= 200_000, String(events.size));
  const cost = heldMib() - before;
  assert.ok(cost < 64, `${cost.toFixed(1)} MiB`);
  assert.ok(events.size > 0);
});
