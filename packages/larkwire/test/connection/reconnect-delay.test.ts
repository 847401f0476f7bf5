import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_CLIENT_CONFIG } from "@larkwire/protocol";
import { type ReconnectSituation, reconnectDelayMs } from "../../src/connection/link/reconnect-delay.ts";

const HOUR_MS = 3_600_000;

function situation(change: Partial<ReconnectSituation>): ReconnectSituation {
  return {
    attempt: 1,
    verdict: "retry",
    wasConnected: false,
    config: DEFAULT_CLIENT_CONFIG,
    retryAfterMs: undefined,
    ...change,
  };
}

/** The shortest, middle and (all but) longest wait. */
function spread(change: Partial<ReconnectSituation>): number[] {
  return [0, 0.5, 1 - 2 ** -32].map((chance) => Math.round(reconnectDelayMs(situation(change), () => chance)));
}

test("after a loss the first wait is spread over the platform's nonce", () => {
  assert.deepEqual(spread({ wasConnected: true }), [0, 15_000, 30_000]);
  const config = { ...DEFAULT_CLIENT_CONFIG, reconnectNonceMs: 0 };
  assert.deepEqual(spread({ wasConnected: true, config }), [0, 0, 0]);
});

test("further waits double from one second up to the platform's interval, half of each by chance", () => {
  assert.deepEqual(spread({ attempt: 1 }), [500, 750, 1_000]);
  assert.deepEqual(spread({ attempt: 2 }), [1_000, 1_500, 2_000]);
  assert.deepEqual(spread({ attempt: 2, wasConnected: true }), [1_000, 1_500, 2_000]);
  assert.deepEqual(spread({ attempt: 7 }), [32_000, 48_000, 64_000]);
  for (const attempt of [8, 100, 1e6, Number.MAX_SAFE_INTEGER]) {
    assert.deepEqual(spread({ attempt }), [60_000, 90_000, 120_000]);
  }
});

test("a wait takes the whole interval, and up to a quarter more", () => {
  for (const attempt of [1, 9]) {
    for (const wasConnected of [true, false]) {
      assert.deepEqual(spread({ attempt, wasConnected, verdict: "wait" }), [120_000, 135_000, 150_000]);
    }
  }
});

test("Retry-After lengthens a wait, up to ten minutes, and never shortens it", () => {
  assert.deepEqual(spread({ retryAfterMs: 45_000 }), [45_000, 45_000, 45_000]);
  assert.deepEqual(spread({ retryAfterMs: 10 }), [500, 750, 1_000]);
  for (const retryAfterMs of [HOUR_MS, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(spread({ retryAfterMs }), [600_000, 600_000, 600_000]);
  }
});

for (const [name, intervalMs, most] of [
  ["the platform's usual interval of 90 s", 90_000, 90],
  ["the default interval of 120 s", 120_000, 70],
  ["the shortest interval of 1 s", 1_000, 7_201],
] as const) {
  test(`an outage of one hour costs at most ${most} dials at ${name}`, () => {
    const config = { ...DEFAULT_CLIENT_CONFIG, reconnectIntervalMs: intervalMs, reconnectNonceMs: 0 };
    for (const chance of [0, 0.25, 0.5, 0.75, 0.999]) {
      let dials = 0;
      for (let nowMs = 0; nowMs < HOUR_MS; dials++) {
        nowMs += reconnectDelayMs(situation({ attempt: dials + 1, wasConnected: true, config }), () => chance);
      }
      assert.ok(dials <= most && dials >= HOUR_MS / intervalMs, `${dials} dials at ${chance}`);
    }
  });
}
