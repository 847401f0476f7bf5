import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../../test/support/random.ts";
import type { Clock, TimerHandle } from "../../src/clock.ts";
import { Heartbeat } from "../../src/connection/session/heartbeat.ts";
import { WakefulClock } from "../../src/connection/wakeful-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

interface Happening {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Simulated time without an event loop: a day of pings takes milliseconds. */
class Simulation implements Clock {
  #nowMs = 0;
  #queue: Happening[] = [];
  /** How much later than asked a timer fires. */
  latenessMs: () => number = () => 0;

  now(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    return this.schedule(callback, delayMs + this.latenessMs());
  }

  clearTimeout(timer: TimerHandle): void {
    this.#queue = this.#queue.filter((entry) => entry !== timer);
  }

  /** Something that happens in the world, not a timer of this process: never late. */
  schedule(callback: () => void, delayMs: number): TimerHandle {
    const entry = { atMs: this.#nowMs + delayMs, callback };
    this.#queue.push(entry);
    return entry;
  }

  runFor(durationMs: number): void {
    const endMs = this.#nowMs + durationMs;
    for (;;) {
      const [next] = this.#queue.sort((one, other) => one.atMs - other.atMs);
      if (next === undefined || next.atMs > endMs) break;
      this.clearTimeout(next);
      this.#nowMs = next.atMs;
      next.callback();
    }
    this.#nowMs = endMs;
  }
}

/** A heartbeat whose pongs come after `latencyMs`; `undefined` is never. */
function beat(simulation: Simulation, intervalMs: number, pongLatencyMs: () => number | undefined) {
  const seen = { pings: [] as number[], deadAtMs: undefined as number | undefined, silentMs: 0 };
  const heartbeat = new Heartbeat({
    clock: simulation,
    intervalMs,
    graceMs: 10_000,
    sendPing: () => {
      seen.pings.push(simulation.now());
      const latencyMs = pongLatencyMs();
      if (latencyMs !== undefined) simulation.schedule(() => heartbeat.heard(), latencyMs);
    },
    onDoubt: () => undefined,
    onDead: (silentMs) => Object.assign(seen, { deadAtMs: simulation.now(), silentMs }),
  });
  heartbeat.start();
  return { heartbeat, seen };
}

test("pings leave at the interval, the first one at once", () => {
  for (const intervalMs of [5_000, 10_000, 90_000]) {
    const simulation = new Simulation();
    const { seen } = beat(simulation, intervalMs, () => 20);
    simulation.runFor(10 * intervalMs);
    assert.deepEqual(
      seen.pings,
      Array.from({ length: 11 }, (_, index) => index * intervalMs),
    );
  }
});

test("a black hole is noticed within the interval and twice the grace, whenever it begins", () => {
  for (const intervalMs of [5_000, 30_000, 90_000]) {
    for (let holeAtMs = 0; holeAtMs <= 2 * intervalMs; holeAtMs += 500) {
      const simulation = new Simulation();
      const { seen } = beat(simulation, intervalMs, () => (simulation.now() < holeAtMs ? 20 : undefined));
      simulation.runFor(holeAtMs + intervalMs + 20_000);
      assert.ok(seen.deadAtMs !== undefined, `hole at ${holeAtMs} of ${intervalMs} not noticed`);
      assert.ok(seen.silentMs <= intervalMs + 20_000);
    }
  }
});

test("a black hole is noticed even when every timer comes late", () => {
  const simulation = new Simulation();
  simulation.latenessMs = () => 3_000;
  const { seen } = beat(simulation, 90_000, () => undefined);
  simulation.runFor(10 * 60_000);
  assert.ok(seen.deadAtMs !== undefined);
});

test("24 hours in which 3 % of the pongs are lost and sent again, and timers are late, raise no false alarm", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seededRandom(seed);
    const simulation = new Simulation();
    simulation.latenessMs = () => 500 + random() * 2_500;
    const { seen } = beat(simulation, 30_000, () => (random() < 0.03 ? 8_000 : 20) + random() * 500);
    simulation.runFor(DAY_MS);
    assert.equal(seen.deadAtMs, undefined, `seed ${seed}`);
    assert.ok(seen.pings.length > 2_400 && seen.pings.length < 3_200, `${seen.pings.length} pings`);
  }
});

test("24 hours of 3 % loss and 500 ms stalls, on the clock that notices sleep: no false alarm, and no false wake", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = seededRandom(seed);
    const simulation = new Simulation();
    simulation.latenessMs = () => (random() < 0.1 ? 500 : 0);
    let [wakes, deaths, pings] = [0, 0, 0];
    const clock = new WakefulClock(simulation, () => {
      wakes += 1;
    });
    // A lost segment is sent again after 200 ms at first, then after twice as long, and twice as long again.
    const latencyMs = (): number => {
      let [sumMs, retryMs] = [20, 200];
      for (; random() < 0.03; retryMs *= 2) sumMs += retryMs;
      return sumMs + simulation.latenessMs();
    };
    const heartbeat = new Heartbeat({
      clock,
      intervalMs: 120_000,
      graceMs: 10_000,
      sendPing: () => {
        pings += 1;
        simulation.schedule(() => heartbeat.heard(), latencyMs() + latencyMs());
      },
      onDoubt: () => undefined,
      onDead: () => {
        deaths += 1;
      },
    });
    heartbeat.start();
    simulation.runFor(DAY_MS);
    assert.deepEqual([deaths, wakes], [0, 0], `seed ${seed}`);
    assert.ok(pings >= 715 && pings <= 721, `${pings} pings`);
  }
});

test("a probe asks within 100 ms, in any phase, and what came before its ping is no sign of life", () => {
  for (const probeAtMs of [5_000, 15_000, 25_000, 60_000]) {
    const simulation = new Simulation();
    let isMute = false;
    const { heartbeat, seen } = beat(simulation, 90_000, () => (isMute ? undefined : 20));
    simulation.runFor(probeAtMs < 20_000 ? 0 : 19_000);
    isMute = true;
    simulation.runFor(probeAtMs - simulation.now());
    heartbeat.probe();
    heartbeat.heard();
    simulation.runFor(100);
    assert.equal(seen.pings.at(-1), probeAtMs + 100);
    simulation.runFor(19_999);
    assert.equal(seen.deadAtMs, undefined);
    simulation.runFor(1);
    assert.equal(seen.deadAtMs, probeAtMs + 20_100);
  }
});

test("while nothing is read it pings every 5 s and judges nothing; afterwards it judges again", () => {
  const simulation = new Simulation();
  const { heartbeat, seen } = beat(simulation, 90_000, () => undefined);
  simulation.runFor(15_000);
  heartbeat.setPaused(true);
  simulation.runFor(3_600_000);
  assert.deepEqual([seen.pings.length, seen.deadAtMs], [2 + 721, undefined]);
  heartbeat.setPaused(false);
  simulation.runFor(20_000);
  assert.equal(seen.deadAtMs, 3_615_000 + 20_000);
});

test("a process that was held up before it could judge listens once more", () => {
  const simulation = new Simulation();
  let isMute = false;
  const { seen } = beat(simulation, 30_000, () => (isMute ? undefined : 20));
  simulation.runFor(45_000);
  isMute = true;
  simulation.runFor(24_000);
  // The timer that ends the doubt is armed from here on, and fires an hour late.
  simulation.latenessMs = () => 3_600_000;
  simulation.runFor(2_000);
  simulation.latenessMs = () => 0;
  isMute = false;
  simulation.runFor(2 * 3_600_000);
  assert.equal(seen.deadAtMs, undefined);
});

test("silence gets one extra ping before the verdict", () => {
  const simulation = new Simulation();
  const { seen } = beat(simulation, 90_000, () => undefined);
  simulation.runFor(DAY_MS);
  assert.deepEqual([seen.pings, seen.deadAtMs], [[0, 10_000], 20_000]);
});

test("a stopped heartbeat neither pings nor judges", () => {
  const simulation = new Simulation();
  const { heartbeat, seen } = beat(simulation, 30_000, () => undefined);
  simulation.runFor(12_000);
  heartbeat.stop();
  const pings = seen.pings.length;
  simulation.runFor(DAY_MS);
  assert.deepEqual([seen.pings.length, seen.deadAtMs], [pings, undefined]);
});

test("a new interval counts from the next ping on", () => {
  const simulation = new Simulation();
  const { heartbeat, seen } = beat(simulation, 90_000, () => 20);
  simulation.runFor(15_000);
  heartbeat.changeInterval(30_000);
  simulation.runFor(135_000);
  assert.deepEqual(seen.pings, [0, 90_000, 120_000, 150_000]);
});
