import assert from "node:assert/strict";
import { test } from "node:test";
import type { Redis } from "ioredis";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { REDIS, RedisServer } from "../support/redis-server.ts";
import { type RunningChild, runChild } from "../support/run-child.ts";
import type { ScriptedConnection } from "../support/scripted-connection.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** One process of the app, and the platform's end of its connection. */
interface Bot {
  readonly child: RunningChild;
  readonly connection: ScriptedConnection;
}

/** Two processes of one app, and the Redis in which they remember together. */
async function startPair(platform: ScriptedPlatform, redis: RedisServer, leaseMs: number) {
  const bots: Bot[] = [];
  for (let number = 0; number < 2; number++) {
    const child = runChild("shared-store-bot.ts", [platform.origin, redis.path, String(leaseMs)]);
    bots.push({ child, connection: await platform.opened.take() });
  }
  const [one, other] = bots;
  assert.ok(one !== undefined && other !== undefined);
  return {
    one,
    other,
    [Symbol.dispose]: () => {
      for (const { child } of bots) child[Symbol.dispose]();
    },
  };
}

/** The processes that began to handle an event, as soon as there are `count`. */
async function begunBy(redis: Redis, id: string, count: number): Promise<number[]> {
  for (;;) {
    const pids = await redis.lrange(`begun:${id}`, 0, -1);
    if (pids.length >= count) return pids.map(Number);
  }
}

test(
  "the same event to two processes, a hundred times: each is handled once, and acknowledged by both",
  REDIS,
  async () => {
    await using redis = await RedisServer.start();
    await using platform = await ScriptedPlatform.start();
    using pair = await startPair(platform, redis, 10_000);
    const client = redis.client();
    const ids = Array.from({ length: 100 }, (_, number) => `event-${number}`);
    for (const id of ids) await client.set(`go:${id}`, "1");
    const answers = await Promise.all(
      ids.flatMap((id) => {
        const body = p2Body("some.event_v1", { id });
        return [pair.one.connection.ask(body), pair.other.connection.ask(body)];
      }),
    );
    assert.ok(answers.every(({ code }) => code === 200));
    for (const id of ids)
      assert.deepEqual([await client.llen(`begun:${id}`), await client.get(`done:${id}`)], [1, "1"]);
  },
);

test("a click that both processes get is answered by one, and by the other with the same answer", REDIS, async () => {
  await using redis = await RedisServer.start();
  await using platform = await ScriptedPlatform.start();
  using pair = await startPair(platform, redis, 10_000);
  const client = redis.client();
  const body = cardActionBody("click-1");
  const asked = [pair.one.connection.ask(body), pair.other.connection.ask(body)];
  const [pid] = await begunBy(client, "click-1", 1);
  await client.set("go:click-1", "1");
  for (const { answer } of await Promise.all(asked)) {
    assert.deepEqual(answer, { toast: { type: "info", content: `answered by ${pid}` } });
  }
  assert.equal(await client.get("done:click-1"), "1");
});

/** Sends one event to both, and ends the process that handles it with kill -9 in the middle; gives the one that is left. */
async function killHolder(pair: { one: Bot; other: Bot }, redis: Redis, body: object) {
  const asked = new Map([pair.one, pair.other].map((bot) => [bot, bot.connection.ask(body)]));
  const [pid] = await begunBy(redis, "event-1", 1);
  const [dead, left] = pair.one.child.process.pid === pid ? [pair.one, pair.other] : [pair.other, pair.one];
  dead.child.process.kill("SIGKILL");
  await dead.connection.closed;
  return { left, answer: asked.get(left) };
}

test(
  "kill -9 in the middle: the process that waited takes the event over when the lease has run out",
  REDIS,
  async () => {
    await using redis = await RedisServer.start();
    await using platform = await ScriptedPlatform.start();
    using pair = await startPair(platform, redis, 900);
    const client = redis.client();
    const { answer, left } = await killHolder(pair, client, p2Body("some.event_v1", { id: "event-1" }));
    const pids = await begunBy(client, "event-1", 2);
    assert.equal(pids[1], left.child.process.pid);
    await client.set("go:event-1", "1");
    assert.equal((await answer)?.code, 200);
    assert.deepEqual([await client.get("done:event-1"), pids.length], ["1", 2]);
  },
);

test(
  "kill -9 in the middle, and a lease that outlives the wait: refused, sent again, handled once",
  REDIS,
  async () => {
    await using redis = await RedisServer.start();
    await using platform = await ScriptedPlatform.start();
    using pair = await startPair(platform, redis, 4_000);
    const client = redis.client();
    const body = p2Body("some.event_v1", { id: "event-1" });
    const { answer, left } = await killHolder(pair, client, body);
    assert.equal((await answer)?.code, 500);
    assert.equal(await client.get("done:event-1"), null);

    await client.set("go:event-1", "1");
    let codes: number[] = [];
    // The platform sends it again until it is acknowledged, here without its pauses.
    while (codes.at(-1) !== 200) codes = [...codes, (await left.connection.ask(body)).code];
    assert.equal(await client.get("done:event-1"), "1");
    assert.equal((await left.connection.ask(body)).code, 200);
    assert.equal(await client.get("done:event-1"), "1");
  },
);

test("a Redis that stalls: events are handled all the same, without its protection", REDIS, async () => {
  await using redis = await RedisServer.start();
  await using platform = await ScriptedPlatform.start();
  using pair = await startPair(platform, redis, 10_000);
  const client = redis.client();
  await client.set("go:before", "1");
  await pair.one.connection.ask(p2Body("some.event_v1", { id: "before" }));
  redis.freeze();
  const asked = pair.one.connection.ask(p2Body("unknown.event_v1", {}));
  assert.equal((await asked).code, 200);
  redis.thaw();
});
