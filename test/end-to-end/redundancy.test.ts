import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { App, Card } from "@larkwire/emulator";
import { EventDispatcher, type Gap, type LostAnswer, type WSClient } from "larkwire";
import { seededRandom } from "../../packages/larkwire/test/support/seeded-random.ts";
import { until } from "../support/until.ts";
import { startWorld, type World } from "../support/world.ts";
import { startClient } from "./support/start-client.ts";

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
  readonly connectionId: string;
  readonly code: number;
}

/** Clicks, so many at a time; returns those that were not answered. */
async function clickAll(card: Card, count: number, inFlight: number): Promise<Unanswered[]> {
  const unanswered: Unanswered[] = [];
  let begun = 0;
  const clicker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const { code, delivery } = await card.click("Approve");
      if (code === 0) continue;
      unanswered.push({ messageId: delivery.messageId, connectionId: delivery.connectionId ?? "none", code });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, clicker));
  return unanswered;
}

/** Ends connections, one after another, until `isOver`: closed and cut in turns, whichever one by chance. */
async function disconnectAtRandom(
  { app, client }: { app: App; client: WSClient },
  connections: number,
  isOver: () => boolean,
): Promise<Map<string, "close" | "cut">> {
  const ended = new Map<string, "close" | "cut">();
  const isWhole = (): boolean => {
    const open = client.health().connections.filter(({ state }) => state === "open").length;
    return open === connections && app.connections.length === connections;
  };
  while (!isOver()) {
    await until(() => isOver() || isWhole());
    if (isOver()) break;
    await sleep(random() * 100);
    const victim = app.connections[Math.floor(random() * connections)];
    if (victim === undefined) continue;
    const how = ended.size % 2 === 0 ? "cut" : "close";
    if (app.disconnect(victim.connectionId, how)) ended.set(victim.connectionId, how);
  }
  return ended;
}

interface Run {
  readonly unanswered: Unanswered[];
  readonly ended: Map<string, "close" | "cut">;
  /** Messages that a handler saw. */
  readonly seen: Set<string>;
  readonly lost: LostAnswer[];
  readonly gaps: Gap[];
  readonly client: WSClient;
  /** States in which no connection was open. */
  readonly without: string[];
}

/** Clicks while connections are ended. */
async function run(world: World, connections: number, callbacks: number): Promise<Run> {
  const seen = new Set<string>();
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_data, context) => {
    seen.add(context.messageId);
    await sleep(random() * MAX_HANDLER_MS);
    return {};
  });
  await using started = await startClient(world, dispatcher, { connections, limits });
  const { client } = started;
  await until(() => world.app.connections.length === connections);
  const lost: LostAnswer[] = [];
  const gaps: Gap[] = [];
  const without: string[] = [];
  client.onAnswerLost((answer) => lost.push(answer));
  client.onGap((gap) => gaps.push(gap));
  client.onStateChange(({ name }) => name !== "connected" && name !== "closing" && without.push(name));
  let isOver = false;
  const ending = disconnectAtRandom({ app: world.app, client }, connections, () => isOver);
  const unanswered = await clickAll(world.postCard(), callbacks, IN_FLIGHT);
  isOver = true;
  const ended = await ending;
  await until(() => client.health().connections.every(({ state }) => state === "open"));
  return { unanswered, ended, seen, lost, gaps, client, without: without.filter((name) => name !== "closed") };
}

/** What may be unanswered, and what has to be reported. */
function assertReported({ ended, lost, seen, unanswered }: Run): void {
  const reported = new Map(lost.map((answer) => [answer.messageId, answer]));
  assert.equal(reported.size, lost.length, "each lost answer is reported once");
  for (const { connectionId, messageId, code } of unanswered) {
    assert.equal(ended.get(connectionId), "cut", `${code}: only what was in the air on a link that was cut`);
    assert.equal(reported.has(messageId), seen.has(messageId), `${messageId} was seen, so it is reported`);
  }
  const missing = new Set(unanswered.map(({ messageId }) => messageId));
  for (const { connectionId, messageId, reason } of lost) {
    assert.equal(ended.get(connectionId), "cut");
    // Nobody can know it of what had just been sent.
    if (reason !== "not_confirmed") assert.ok(missing.has(messageId), `${messageId} was answered, but reported`);
  }
}

test("10,000 callbacks on two connections that are closed and cut at random: there is always one, and what is lost is reported", async (t) => {
  await using world = await startWorld({ clientConfig });
  const result = await run(world, 2, CALLBACKS);
  const { ended, gaps, lost, unanswered, without } = result;
  t.diagnostic(
    `${ended.size} connections ended, ${unanswered.length} of ${CALLBACKS} unanswered, ${lost.length} reported: ${summary(lost)}`,
  );
  assert.ok(ended.size >= 20, `only ${ended.size} connections were ended`);
  assert.deepEqual(without, []);
  assert.deepEqual(gaps, []);
  assertReported(result);
  assert.ok(unanswered.length > 0, "nothing was in the air");
});

test("with one connection, each time without it is reported with its beginning and end", async (t) => {
  await using world = await startWorld({ clientConfig });
  const { ended, gaps, client } = await run(world, 1, 2_000);
  t.diagnostic(`${ended.size} connections ended, ${gaps.length} gaps`);
  assert.ok(ended.size >= 3);
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
