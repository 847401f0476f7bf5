import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkState } from "../../src/connection/link/link-state.ts";
import { summariseLinks } from "../../src/connection/link/summarise-links.ts";
import { ConnectionError } from "../../src/index.ts";

const lost = new ConnectionError("connection_lost", "lost", { retryable: true });
const forbidden = new ConnectionError("app_forbidden", "forbidden", { retryable: false });

const idle: LinkState = { name: "idle" };
const dialling: LinkState = { name: "dialling", attempt: 0, abort: new AbortController() };
const waiting: LinkState = { name: "waiting", attempt: 1, error: lost, verdict: "retry", timer: {}, nextAttemptAt: 0 };
const gaveUp: LinkState = { name: "ended", error: forbidden };

test("a client is idle until a link starts", () => {
  assert.deepEqual(summariseLinks([idle, idle], false), { name: "idle" });
  assert.equal(summariseLinks([dialling, idle], false).name, "connecting");
});

test("without an open link it connects, or reconnects if it was connected, and says why", () => {
  assert.deepEqual(summariseLinks([dialling, dialling], false), { name: "connecting", error: undefined });
  assert.deepEqual(summariseLinks([dialling, waiting], false), { name: "connecting", error: lost });
  assert.deepEqual(summariseLinks([waiting, gaveUp], true), { name: "reconnecting", error: lost });
});

test("it has failed when the last link gave up, not before", () => {
  assert.equal(summariseLinks([gaveUp, dialling], false).name, "connecting");
  assert.deepEqual(summariseLinks([gaveUp, gaveUp], true), { name: "failed", error: forbidden });
});
