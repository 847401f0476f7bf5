import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_REASSEMBLY_LIMITS } from "@larkwire/protocol";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { seededRandom } from "../../../../test/support/random.ts";
import type { ClientParts } from "../../src/connection/client-parts.ts";
import { parseConnectionUrl } from "../../src/connection/dialling/connection-url.ts";
import { HandlerSlots } from "../../src/connection/handler-slots.ts";
import { Link } from "../../src/connection/link/link.ts";
import { ClientMonitor } from "../../src/connection/monitor/client-monitor.ts";
import { CardFrameNotice } from "../../src/connection/session/card-frame-notice.ts";
import { Session } from "../../src/connection/session/session.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { answeringParts } from "../../src/dispatch/answering-parts.ts";
import { ConnectionError, EventDispatcher } from "../../src/index.ts";
import { Log } from "../../src/logger.ts";
import { Redactor } from "../../src/redactor.ts";
import { MemoryLogger } from "../support/memory-logger.ts";

/** From where to where a link may go. */
const LEGAL = new Set([
  "idle > dialling",
  "idle > ended",
  "dialling > open",
  "dialling > waiting",
  "dialling > ended",
  "open > open",
  "open > renewing",
  "open > waiting",
  "open > closing",
  "open > ended",
  "renewing > open",
  "renewing > dialling",
  "renewing > closing",
  "waiting > dialling",
  "waiting > ended",
  "closing > ended",
]);

const lost = new ConnectionError("socket_unreachable", "unreachable", { retryable: true });
const forbidden = new ConnectionError("app_forbidden", "forbidden", { retryable: false, platformCode: 403 });

function makeParts(clock: ManualClock): ClientParts {
  const log = new Log(new MemoryLogger(), "trace", new Redactor());
  const monitor = new ClientMonitor("cli_0", clock, log);
  return {
    ...answeringParts({ clock, log, dispatcher: new EventDispatcher(), statistics: monitor.statistics }),
    log,
    monitor,
    slots: new HandlerSlots({ maxRunning: 1, maxWaiting: 1, maxWaitingBytes: 1, onPressure: () => undefined }),
    limits: {
      pongTimeoutMs: 10_000,
      maxUnsentBytes: 1_000,
      reassembly: DEFAULT_REASSEMBLY_LIMITS,
    },
    statistics: monitor.statistics,
    cardFrameNotice: new CardFrameNotice(log),
  };
}

/** A session without a socket. */
class TestSession extends Session {
  terminated = false;

  override terminate(): void {
    this.terminated = true;
  }

  override setPaused(): void {
    // Its heart never began to beat.
  }

  override probe(): void {
    // The same.
  }
}

/** A link whose attempts end as the test says. */
function makeLink(maxReconnects: number, renewAfterMs?: number) {
  const clock = new ManualClock();
  const parts = makeParts(clock);
  const address = parseConnectionUrl("ws://127.0.0.1/ws?device_id=D&service_id=1");
  assert.ok(address !== undefined);
  /** Attempts that have no result yet. */
  const attempts = new Set<Deferred<void>>();
  const sessions: TestSession[] = [];
  const states = ["idle"];
  const link: Link = new Link({
    connector: {
      connect: (_owner, _config, signal) => {
        const result = deferred<void>();
        signal.addEventListener("abort", () => result.reject(signal.reason));
        attempts.add(result);
        return result.promise.finally(() => attempts.delete(result));
      },
    },
    parts,
    random: () => 0.5,
    maxReconnects,
    maxDialsPerHour: 120,
    renewAfterMs,
    onLost: () => undefined,
    onTransition: () => states.push(link.state.name),
  });
  const open = (): TestSession => {
    const session = new TestSession(address, 30_000, parts, link);
    sessions.push(session);
    link.onSessionOpen(session);
    for (const attempt of attempts) attempt.resolve();
    return session;
  };
  const refuse = (error: ConnectionError): void => {
    for (const attempt of attempts) attempt.reject(error);
  };
  return { link, clock, attempts, sessions, states, open, refuse };
}

test("a link dials, opens, is lost, waits, dials again, closes and ends", async () => {
  const { link, clock, sessions, states, open } = makeLink(Number.POSITIVE_INFINITY);
  link.start();
  open();
  await clock.advance(0);
  sessions[0]?.onClose(1001, undefined);
  await clock.advance(120_000);
  open();
  await clock.advance(0);
  link.beginClose();
  link.finishClose();
  sessions[1]?.onClose(1000, undefined);
  await link.ended;
  assert.deepEqual(states, ["idle", "dialling", "open", "waiting", "dialling", "open", "closing", "ended"]);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

test("attempts are counted until a connection lasted 30 seconds", async () => {
  const { link, clock, sessions, states, open } = makeLink(2);
  link.start();
  for (const livedMs of [29_000, 29_000, 30_000, 29_000, 29_000]) {
    open();
    await clock.advance(0);
    await clock.advance(livedMs);
    sessions.at(-1)?.onClose(1001, undefined);
    await clock.advance(120_000);
  }
  assert.ok(link.state.name === "ended" && link.state.error?.code === "reconnects_exhausted");
  assert.equal(states.filter((name) => name === "open").length, 5);
});

test("a connection that opens when the link is over is ended", async () => {
  const { link, clock, open } = makeLink(Number.POSITIVE_INFINITY);
  link.start();
  link.beginClose();
  const session = open();
  await clock.advance(0);
  assert.equal(session.terminated, true);
  assert.equal(link.state.name, "ended");
});

test("a connection that was lost as soon as it opened counts as lost", async () => {
  const { link, clock, states, open } = makeLink(Number.POSITIVE_INFINITY);
  link.start();
  open().onClose(1006, undefined);
  await clock.advance(0);
  assert.deepEqual(states, ["idle", "dialling", "open", "waiting"]);
});

test("the end of an earlier connection does not touch the present one, open or closing", async () => {
  const { link, clock, open } = makeLink(Number.POSITIVE_INFINITY);
  link.start();
  const first = open();
  await clock.advance(0);
  first.onClose(1001, undefined);
  await clock.advance(120_000);
  open();
  await clock.advance(0);
  first.onClose(1006, undefined);
  assert.equal(link.state.name, "open");
  link.beginClose();
  first.onClose(1006, undefined);
  assert.equal(link.state.name, "closing");
});

test("10,000 random steps make legal transitions only, dial one at a time, and leave nothing", async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const { link, clock, attempts, sessions, states, open, refuse } = makeLink(
      seed % 2 === 0 ? 3 : Number.POSITIVE_INFINITY,
      seed % 3 === 0 ? 60_000 : undefined,
    );
    const steps: (() => void)[] = [
      () => link.start(),
      open,
      open,
      () => refuse(lost),
      () => random() < 0.1 && refuse(forbidden),
      () => sessions[Math.floor(random() * sessions.length)]?.onClose(1006, undefined),
      () => link.onClientConfig({ ReconnectInterval: random() * 200 - 50 }),
      () => link.setPaused(random() < 0.5),
      () => void link.reconnect().catch(() => undefined),
      () => link.onWake(),
      () => random() < 0.1 && link.beginClose(),
      () => random() < 0.2 && link.finishClose(),
    ];
    for (let step = 0; step < 100; step++) {
      steps[Math.floor(random() * steps.length)]?.();
      await clock.advance(random() < 0.5 ? 0 : random() * 100_000);
      assert.ok(attempts.size <= 1);
      assert.ok(clock.pendingDelaysMs.length <= 1, `seed ${seed}: ${clock.pendingDelaysMs}`);
    }
    link.beginClose();
    link.finishClose();
    for (const session of sessions) session.onClose(1000, undefined);
    await clock.advance(0);
    assert.equal(link.state.name, "ended", `seed ${seed}`);
    assert.equal(attempts.size, 0);
    assert.deepEqual(clock.pendingDelaysMs, [], `seed ${seed}`);
    const moves = states.slice(1).map((name, index) => `${states[index]} > ${name}`);
    assert.deepEqual(
      moves.filter((move) => !LEGAL.has(move)),
      [],
      `seed ${seed}`,
    );
  }
});
