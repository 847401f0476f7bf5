import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ClientConfig, clientConfigToWire, DEFAULT_CLIENT_CONFIG, mergeClientConfig } from "../src/index.ts";

const CURRENT: ClientConfig = {
  reconnectCount: 7,
  reconnectIntervalMs: 11_000,
  reconnectNonceMs: 12_000,
  pingIntervalMs: 13_000,
};

describe("mergeClientConfig", () => {
  it("takes seconds and gives milliseconds", () => {
    const wire = { ReconnectCount: 3, ReconnectInterval: 60, ReconnectNonce: 15, PingInterval: 90.5 };
    assert.deepEqual(mergeClientConfig(CURRENT, wire), {
      reconnectCount: 3,
      reconnectIntervalMs: 60_000,
      reconnectNonceMs: 15_000,
      pingIntervalMs: 90_500,
    });
  });

  it("keeps what the platform does not mention", () => {
    assert.deepEqual(mergeClientConfig(CURRENT, {}), CURRENT);
    assert.deepEqual(mergeClientConfig(CURRENT, { PingInterval: 30 }), { ...CURRENT, pingIntervalMs: 30_000 });
  });

  it("keeps everything when the platform sends no object", () => {
    for (const wire of [undefined, null, 5, "PingInterval", true, [30], () => 30]) {
      assert.deepEqual(mergeClientConfig(CURRENT, wire), CURRENT);
    }
  });

  it("keeps the current value where the new one is no finite number", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "30", null, {}, [30], true]) {
      assert.deepEqual(mergeClientConfig(CURRENT, everywhere(value)), CURRENT, String(value));
    }
  });

  it("never gives a timer that spins, for zero, negative and tiny values", () => {
    const least = { reconnectIntervalMs: 1_000, reconnectNonceMs: 0, pingIntervalMs: 5_000 };
    for (const value of [0, -0, -5, -1e308]) {
      const { reconnectCount: _, ...durations } = mergeClientConfig(CURRENT, everywhere(value));
      assert.deepEqual(durations, least, String(value));
    }
    assert.equal(mergeClientConfig(CURRENT, everywhere(Number.MIN_VALUE)).pingIntervalMs, 5_000);
  });

  it("never gives a timer that sleeps for ever, or overflows to one that spins", () => {
    const most = { reconnectIntervalMs: 600_000, reconnectNonceMs: 120_000, pingIntervalMs: 600_000 };
    for (const value of [601, 2_147_484, 3_000_000, Number.MAX_VALUE]) {
      const { reconnectCount: _, ...durations } = mergeClientConfig(CURRENT, everywhere(value));
      assert.deepEqual(durations, most, String(value));
    }
  });

  it("accepts the bounds themselves", () => {
    const wire = { ReconnectInterval: 1, ReconnectNonce: 120, PingInterval: 5 };
    const { reconnectIntervalMs, reconnectNonceMs, pingIntervalMs } = mergeClientConfig(CURRENT, wire);
    assert.deepEqual([reconnectIntervalMs, reconnectNonceMs, pingIntervalMs], [1_000, 120_000, 5_000]);
  });

  it("reads every negative count as no limit, and a fraction as the whole attempts in it", () => {
    const count = (ReconnectCount: number) => mergeClientConfig(CURRENT, { ReconnectCount }).reconnectCount;
    assert.deepEqual([-1, -0.5, -100, 0, 2.9, 1e300].map(count), [-1, -1, -1, 0, 2, 1e300]);
  });

  it("leaves the current configuration as it was", () => {
    const current = Object.freeze({ ...CURRENT });
    mergeClientConfig(current, everywhere(60));
    assert.deepEqual(current, CURRENT);
  });
});

describe("clientConfigToWire", () => {
  it("writes what mergeClientConfig reads back as the same", () => {
    const wire: unknown = JSON.parse(JSON.stringify(clientConfigToWire(DEFAULT_CLIENT_CONFIG)));
    assert.deepEqual(wire, { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 });
    assert.deepEqual(mergeClientConfig(CURRENT, wire), DEFAULT_CLIENT_CONFIG);
  });
});

function everywhere(value: unknown): Record<string, unknown> {
  return { ReconnectCount: value, ReconnectInterval: value, ReconnectNonce: value, PingInterval: value };
}
