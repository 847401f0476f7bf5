import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "../../../../test/support/manual-clock.ts";
import { HandlerSlots, type Task } from "../../src/connection/handler-slots.ts";
import { deferred } from "../../src/deferred.ts";

function makeSlots(limits: { maxRunning?: number; maxWaiting?: number; maxWaitingBytes?: number } = {}) {
  const pressure: boolean[] = [];
  const events: string[] = [];
  const slots = new HandlerSlots({
    maxRunning: 1,
    maxWaiting: 1_000,
    maxWaitingBytes: 1_000,
    ...limits,
    onPressure: (isHigh) => pressure.push(isHigh),
  });
  /** Adds a task; returns what ends it. */
  const add = (name: string, options: Partial<Task> = {}): (() => void) => {
    const running = deferred<void>();
    slots.run({
      isUrgent: false,
      bytes: 1,
      isWanted: () => true,
      drop: () => events.push(`dropped ${name}`),
      run: () => {
        events.push(name);
        return running.promise;
      },
      ...options,
    });
    return () => running.resolve();
  };
  return { slots, pressure, events, add };
}

test("urgent tasks do not wait for others, and of each kind no more run than may", async () => {
  const { add, events } = makeSlots();
  const ends = [add("event 1"), add("event 2"), add("event 3")];
  add("click 1", { isUrgent: true });
  add("click 2", { isUrgent: true });
  assert.deepEqual(events, ["event 1", "click 1"]);
  for (const end of ends) {
    end();
    await settle();
  }
  assert.deepEqual(events, ["event 1", "click 1", "event 2", "event 3"]);
});

test("reading pauses when too many bytes wait, and goes on when half of them are gone", async () => {
  const { add, pressure, slots } = makeSlots();
  const ends = [add("running", { bytes: 5_000 })];
  assert.deepEqual([slots.waitingBytes, pressure], [0, []], "what runs does not wait");
  ends.push(add("large", { bytes: 500 }), add("small", { bytes: 400 }));
  assert.deepEqual(pressure, []);
  ends.push(add("one more", { bytes: 100 }));
  assert.deepEqual([slots.waitingBytes, pressure], [1_000, [true]]);
  ends[0]?.();
  await settle();
  assert.deepEqual([slots.waitingBytes, pressure], [500, [true, false]]);
});

test("what nobody wants any more is dropped when its turn comes, or at once, and its bytes are free", async () => {
  const { add, events, pressure, slots } = makeSlots();
  const end = add("running");
  let isWanted = true;
  add("stale", { isWanted: () => isWanted });
  add("wanted");
  isWanted = false;
  end();
  await settle();
  assert.deepEqual(events, ["running", "dropped stale", "wanted"]);

  isWanted = true;
  add("large and stale", { bytes: 2_000, isWanted: () => isWanted });
  add("event");
  isWanted = false;
  slots.dropUnwanted();
  assert.deepEqual(events.slice(3), ["dropped large and stale"]);
  assert.deepEqual([slots.waiting, slots.waitingBytes, pressure], [1, 1, [true, false]]);
  slots.dropWaiting();
  assert.deepEqual([slots.waiting, slots.waitingBytes, events.at(-1)], [0, 0, "dropped event"]);
});
