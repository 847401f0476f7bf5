// A real client against each fault on demand. Both live on one clock, so that long waits take no time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type App, type Emulator, type Fault, ManualClock, startEmulator } from "@larkwire/emulator";
import { EventDispatcher, LarkwireError, WSClient, type WSClientOptions } from "larkwire";
import { MemoryLogger } from "../../packages/larkwire/test/support/memory-logger.ts";
import { cardWithButtons } from "../support/cards.ts";

interface Scene extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly emulator: Emulator;
  readonly app: App;
  readonly client: WSClient;
  /** Event types that reached a handler. */
  readonly handled: string[];
  readonly logger: MemoryLogger;
  /** Clicks, and lets a second pass for the answer. */
  click(): Promise<{ readonly code: number; readonly reason: string }>;
}

/** A client that was not started. Pings come every 10 seconds. */
async function scene(faults: readonly Fault[], options: Partial<WSClientOptions> = {}): Promise<Scene> {
  const clock = new ManualClock();
  const clientConfig = { pingIntervalMs: 10_000, reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };
  const emulator = await startEmulator({ clock, seed: 1, clientConfig });
  const app = emulator.createApp();
  for (const fault of faults) emulator.faults.add(fault);
  const handled: string[] = [];
  const dispatcher = new EventDispatcher()
    .on("card.action.trigger", () => {
      handled.push("card.action.trigger");
      return { toast: { type: "info", content: "hi" } };
    })
    .onCustomized("p2", "x", () => void handled.push("x"));
  const logger = new MemoryLogger();
  const { appId, appSecret } = app;
  const client = new WSClient({ appId, appSecret, dispatcher, domain: emulator.url, logger, clock, ...options });
  const card = emulator.createUser({ name: "Alice" }).openChat(app).postCard(cardWithButtons("Approve"));
  return {
    clock,
    emulator,
    app,
    client,
    handled,
    logger,
    click: async () => {
      const clicked = card.click("Approve");
      await clock.advance(1_000);
      return clicked;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([client.close({ drainTimeoutMs: 0 }), clock.advance(5_000)]);
      await emulator.close();
    },
  };
}

/** Starts the client; time moves on until it is connected. */
async function connect({ client, clock }: Scene): Promise<void> {
  let settled = false;
  const started = client.start().finally(() => {
    settled = true;
  });
  started.catch(() => undefined);
  for (let second = 0; !settled && second < 120; second++) await clock.advance(1_000);
  await started;
}

/** Nothing of this may stop a client: it comes through, and answers. */
const SURVIVED: Fault[] = [
  { kind: "discovery_error", code: 1, data: "absent" },
  { kind: "discovery_error", code: 1000040343 },
  { kind: "discovery_error", status: 503, body: "<html>" },
  { kind: "discovery_error", status: 429, retryAfterSeconds: 5 },
  { kind: "discovery_error", body: "{" },
  { kind: "discovery_error", code: 0 },
  { kind: "discovery_config" },
  { kind: "discovery_config", clientConfig: { PingInterval: 0, ReconnectInterval: -5, ReconnectCount: "many" } },
  { kind: "discovery_silence" },
  { kind: "upgrade_error" },
  { kind: "upgrade_error", status: 500, handshakeStatus: -1 },
  { kind: "upgrade_error", authErrorCode: 1000040350 },
  { kind: "upgrade_silence" },
  { kind: "bad_pong" },
  { kind: "bad_pong", payload: "" },
  { kind: "bad_pong", payload: "{}" },
  { kind: "bad_pong", payload: "[" },
];

for (const fault of SURVIVED) {
  test(`connects and answers in spite of ${JSON.stringify(fault)}`, async () => {
    await using one = await scene([{ ...fault, times: 1 }]);
    await connect(one);
    await one.clock.advance(15_000);
    assert.equal(one.emulator.faults.list()[0]?.acted, 1, "the fault never struck");
    const { code, reason } = await one.click();
    assert.equal(code, 0, reason);
  });
}

/** This is final, and the program is told. */
const FATAL: [fault: Fault, code: string][] = [
  [{ kind: "discovery_error", code: 403 }, "app_forbidden"],
  [{ kind: "discovery_error", code: 514, data: "absent" }, "credentials_rejected"],
  [{ kind: "discovery_error", code: 1000040351 }, "wrong_domain"],
  [{ kind: "upgrade_error", status: 403, handshakeStatus: 403 }, "app_forbidden"],
];

for (const [fault, code] of FATAL) {
  test(`gives up with ${code} on ${JSON.stringify(fault)}`, async () => {
    await using one = await scene([fault]);
    await assert.rejects(connect(one), (error: unknown) => {
      assert.ok(error instanceof LarkwireError);
      assert.equal(error.code, code);
      return true;
    });
    assert.equal(one.emulator.faults.list()[0]?.acted, 1, "one attempt is enough");
  });
}

/** A single push is hit, and the next one arrives as ever. */
const HIT: [faults: Fault[], handled: number][] = [
  [[{ kind: "split", bytes: 1 }], 1],
  [[{ kind: "split", bytes: 7 }, { kind: "reorder_parts" }], 1],
  [
    [
      { kind: "split", bytes: 7 },
      { kind: "reorder_parts", order: "shuffle" },
    ],
    1,
  ],
  [[{ kind: "split", bytes: 7 }, { kind: "duplicate_part" }], 1],
  [
    [
      { kind: "split", bytes: 100 },
      { kind: "drop_part", part: 1 },
    ],
    0,
  ],
  [[{ kind: "card_frame" }], 1],
  [[{ kind: "drop_push" }], 0],
  [[{ kind: "delay", ms: 500 }], 1],
  [[{ kind: "corrupt_frame", how: "garbage" }], 0],
  [[{ kind: "corrupt_frame", how: "truncated" }], 0],
  [[{ kind: "corrupt_frame", how: "empty" }], 0],
  [[{ kind: "corrupt_frame", how: "text" }], 0],
  [[{ kind: "corrupt_frame", how: "payload" }], 0],
];

for (const [faults, handled] of HIT) {
  test(`${handled === 1 ? "understands" : "survives"} ${JSON.stringify(faults)}`, async () => {
    await using one = await scene([]);
    await connect(one);
    for (const fault of faults) one.emulator.faults.add({ ...fault, times: fault.kind === "delay" ? 2 : 1 });
    const pushed = one.app.deliverEvent({ type: "x", event: { text: "好🎉" } });
    await one.clock.advance(3_000);
    const { acknowledged, reason } = await pushed;
    assert.equal(one.handled.length, handled);
    assert.equal(acknowledged, handled === 1, reason);
    const { code } = await one.click();
    assert.equal(code, 0);
    assert.equal(one.client.state.name, "connected");
  });
}

test("a delay of each direction adds up: 1.6 s there and 1.6 s back is too late", async () => {
  await using one = await scene([]);
  await connect(one);
  one.emulator.faults.add({ kind: "delay", ms: 1_600 });
  const clicked = one.emulator
    .createUser({ name: "Bob" })
    .openChat(one.app)
    .postCard(cardWithButtons("Go"))
    .click("Go");
  await one.clock.advance(3_000);
  assert.equal((await clicked).code, 200341);
  assert.deepEqual(one.handled, ["card.action.trigger"]);
});

/** After each of these the connection is gone, and the client comes back by itself. */
const LOST: [fault: Fault, waitMs: number][] = [
  [{ kind: "close", code: 1012 }, 5_000],
  [{ kind: "close", code: 4000, when: "before_push" }, 5_000],
  [{ kind: "cut" }, 5_000],
  [{ kind: "cut", when: "before_push" }, 5_000],
];

for (const [fault, waitMs] of LOST) {
  test(`connects again after ${JSON.stringify(fault)}`, async () => {
    await using one = await scene([]);
    await connect(one);
    const [before] = one.app.connections;
    one.emulator.faults.add({ ...fault, times: 1 });
    void one.app.deliverEvent({ type: "x", event: {} }).catch(() => undefined);
    await one.clock.advance(waitMs);
    const [after] = one.app.connections;
    assert.ok(after !== undefined && after.connectionId !== before?.connectionId);
    assert.equal((await one.click()).code, 0);
  });
}

test("a black hole is noticed by the missing pongs, within the promised time, and left", async () => {
  await using one = await scene([]);
  await connect(one);
  one.emulator.faults.add({ kind: "black_hole", times: 1 });
  const [swallowed] = one.app.connections;
  // The ping interval, and twice the time that a sign of life may take.
  await one.clock.advance(10_000 + 2 * 10_000 - 1_000);
  assert.equal(one.client.state.name, "connected");
  await one.clock.advance(5_000);
  const ids = one.app.connections.map(({ connectionId }) => connectionId);
  assert.ok(
    ids.some((id) => id !== swallowed?.connectionId),
    ids.join(),
  );
  assert.equal(one.client.state.name, "connected");
});

test("pongs without events cannot be told from a quiet day: the client stays connected", async () => {
  await using one = await scene([{ kind: "drop_push" }]);
  await connect(one);
  const [before] = one.app.connections;
  assert.equal(
    (await Promise.all([one.app.deliverEvent({ type: "x", event: {} }), one.clock.advance(60_000)]))[0].status,
    "timed_out",
  );
  assert.deepEqual([one.app.connections[0]?.connectionId, one.handled], [before?.connectionId, []]);
});

test("bad pongs for an hour do not change how often the client pings", async () => {
  await using one = await scene([{ kind: "bad_pong", payload: '{"PingInterval":0,"ReconnectInterval":null}' }]);
  await connect(one);
  const before = one.app.connections[0]?.pings ?? 0;
  await one.clock.advance(3_600_000);
  const pings = (one.app.connections[0]?.pings ?? 0) - before;
  assert.ok(pings >= 300 && pings <= 720, `${pings} pings in an hour`);
});
