import assert from "node:assert/strict";
import diagnosticsChannel from "node:diagnostics_channel";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { App, Card } from "@larkwire/emulator";
import { type Diagnostic, EventDispatcher, type Gap, type LostAnswer, type WSClient } from "larkwire";
import { seededRandom } from "../support/random.ts";
import { until } from "../support/until.ts";
import { startWorld, type World } from "../support/world.ts";
import { startClient } from "./support/start-client.ts";
import { WireWitness } from "./support/wire-witness.ts";

const CALLBACKS = 10_000;
const IN_FLIGHT = 64;
const MAX_HANDLER_MS = 150;

/** Attempts follow a loss at once. */
const clientConfig = { reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };

/** The test loses more connections in a minute than the default allows for an hour. */
const limits = { maxDialsPerHour: 1_000_000 };

const random = seededRandom(20_260_101);

/** What a callback came to that was not answered. */
interface Unanswered {
  readonly messageId: string;
  /** `undefined` when there was no connection to send it on. */
  readonly connectionId: string | undefined;
  readonly code: number;
  /** Milliseconds since 1970. */
  readonly clickedAt: number;
}

/** Clicks, so many at a time; returns those that were not answered. */
async function clickAll(card: Card, count: number, inFlight: number): Promise<Unanswered[]> {
  const unanswered: Unanswered[] = [];
  let begun = 0;
  const clicker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const clickedAt = Date.now();
      const { code, delivery } = await card.click("Approve");
      if (code === 0) continue;
      const { connectionId, messageId } = delivery;
      unanswered.push({ messageId, connectionId, code, clickedAt });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, clicker));
  return unanswered;
}

/** How a connection ends: cut on its way, reset by the platform, or closed by it with a close frame. */
const ENDINGS = ["cut", "close", "reset"] as const;
type Ending = (typeof ENDINGS)[number];

/** Ends connections, one after another, until `isOver`: whichever one by chance. */
async function disconnectAtRandom(
  { app, client, witness }: { app: App; client: WSClient; witness: WireWitness },
  connections: number,
  isOver: () => boolean,
): Promise<Map<string, Ending>> {
  const ended = new Map<string, Ending>();
  // Neither side notices an end at once, and the next one must not come before.
  const isWhole = (): boolean => {
    const seenByClient = client.health().connections.filter(({ state }) => state === "open");
    return [seenByClient, app.connections].every(
      (seen) => seen.length === connections && seen.every(({ connectionId = "" }) => !ended.has(connectionId)),
    );
  };
  while (!isOver()) {
    await until(() => isOver() || isWhole());
    if (isOver()) break;
    await sleep(random() * 100);
    const victim = app.connections[Math.floor(random() * connections)]?.connectionId;
    const how = ENDINGS[ended.size % ENDINGS.length] ?? "cut";
    if (victim === undefined) continue;
    if (how === "cut") witness.links.get(victim)?.cut();
    else if (!app.disconnect(victim, how === "reset" ? "cut" : "close")) continue;
    ended.set(victim, how);
  }
  return ended;
}

interface Run {
  readonly unanswered: Unanswered[];
  readonly ended: Map<string, Ending>;
  readonly witness: WireWitness;
  readonly lost: LostAnswer[];
  /** Connections whose loss the client reported. */
  readonly lostConnections: Set<string>;
  readonly gaps: Gap[];
  readonly client: WSClient;
  /** States in which no connection was open. */
  readonly without: string[];
}

/** Clicks while connections are ended. */
async function run(world: World, connections: number, callbacks: number): Promise<Run> {
  let running = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    running += 1;
    await sleep(random() * MAX_HANDLER_MS);
    running -= 1;
    return {};
  });
  await using witness = await WireWitness.start();
  await using started = await startClient(world, dispatcher, { connections, limits, proxy: witness.url });
  const { client } = started;
  await until(() => world.app.connections.length === connections);
  const lost: LostAnswer[] = [];
  const gaps: Gap[] = [];
  const without: string[] = [];
  const lostConnections = new Set<string>();
  const noteLost = (message: unknown): void => {
    lostConnections.add((message as Diagnostic<"connection.lost">).connectionId);
  };
  client.onAnswerLost((answer) => lost.push(answer));
  client.onGap((gap) => gaps.push(gap));
  client.onStateChange(({ name }) => name !== "connected" && name !== "closing" && without.push(name));
  diagnosticsChannel.subscribe("larkwire:connection.lost", noteLost);
  let isOver = false;
  const ending = disconnectAtRandom({ app: world.app, client, witness }, connections, () => isOver);
  const unanswered = await clickAll(world.postCard(), callbacks, IN_FLIGHT);
  isOver = true;
  const ended = await ending;
  await until(() => client.health().connections.every(({ state }) => state === "open") && running === 0);
  diagnosticsChannel.unsubscribe("larkwire:connection.lost", noteLost);
  const wasWithout = without.filter((name) => name !== "closed");
  return { unanswered, ended, witness, lost, lostConnections, gaps, client, without: wasWithout };
}

/** What crossed the wire decides what was in the air; that and nothing else is reported, and nothing else is unanswered. */
function assertReported({ ended, gaps, lost, lostConnections, unanswered, witness }: Run): void {
  const broken = [...ended].filter(([, how]) => how !== "close").map(([connectionId]) => connectionId);
  const inTheAir = broken.flatMap((connectionId) => witness.links.get(connectionId)?.inTheAir ?? []);
  assert.deepEqual(
    lost.map(({ messageId }) => messageId).sort(),
    inTheAir.sort(),
    "exactly what was in the air is reported",
  );
  const reported = new Set(inTheAir);
  for (const { clickedAt, connectionId, messageId, code } of unanswered) {
    if (connectionId === undefined) {
      assert.ok(
        gaps.some(({ from, to }) => from <= clickedAt && clickedAt <= to),
        "in a time without a connection",
      );
      continue;
    }
    assert.ok(broken.includes(connectionId), `${code}: only what was in the air on a link that broke`);
    assert.ok(lostConnections.has(connectionId));
    const wasDelivered = witness.links.get(connectionId)?.delivered.has(messageId);
    assert.equal(
      reported.has(messageId),
      wasDelivered,
      `${messageId}: what never arrived is told by its connection's loss`,
    );
  }
  const missing = new Set(unanswered.map(({ messageId }) => messageId));
  for (const { messageId, reason } of lost) {
    // Whether the platform read what had just been sent, nobody can know.
    if (reason !== "not_confirmed") assert.ok(missing.has(messageId), `${messageId} was answered, but reported`);
  }
}

test("10,000 callbacks on two connections that break and are closed at random: there is always one, and exactly what was in the air is reported", async (t) => {
  await using world = await startWorld({ clientConfig });
  const result = await run(world, 2, CALLBACKS);
  const { ended, gaps, lost, unanswered, without } = result;
  const reported = new Set(lost.map(({ messageId }) => messageId));
  t.diagnostic(
    `${ended.size} connections ended, ${unanswered.length} of ${CALLBACKS} unanswered, ${
      unanswered.filter(({ messageId }) => !reported.has(messageId)).length
    } of them never reached the client; ${lost.length} reported: ${summary(lost)}`,
  );
  assert.ok(ended.size >= 20, `only ${ended.size} connections were ended`);
  assert.deepEqual(without, []);
  assert.deepEqual(gaps, []);
  assertReported(result);
  assert.ok(unanswered.length > 0, "nothing was in the air");
});

test("with one connection, each time without it is reported with its beginning and end", async (t) => {
  await using world = await startWorld({ clientConfig });
  const result = await run(world, 1, 2_000);
  const { ended, gaps, client } = result;
  t.diagnostic(`${ended.size} connections ended, ${gaps.length} gaps`);
  assert.ok(ended.size >= 3);
  assertReported(result);
  assert.equal(gaps.length, ended.size);
  for (const { from, noticedAt, to, durationMs } of gaps) {
    assert.ok(from <= noticedAt && noticedAt <= to && durationMs === to - from);
    assert.ok(durationMs < 5_000, `${durationMs} ms`);
  }
  assert.equal(client.health().gaps.count, gaps.length);
});

function summary(lost: readonly LostAnswer[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of lost) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(", ");
}
