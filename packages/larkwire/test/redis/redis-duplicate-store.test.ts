import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { type DuplicateStore, type HeldClaim, redisDuplicateStore } from "../../src/index.ts";
import { REDIS, RedisServer } from "../support/redis-server.ts";

const KEYS = ["cli_app:event-1"];

async function held(store: DuplicateStore, keys: readonly string[] = KEYS): Promise<HeldClaim> {
  const claim = await store.claim(keys);
  assert.equal(claim.state, "claimed");
  return claim as HeldClaim;
}

test("of a hundred claims at the same time, from two clients, one is granted", REDIS, async () => {
  await using redis = await RedisServer.start();
  const stores = [redisDuplicateStore(redis.client()), redisDuplicateStore(redis.client())];
  const asked = Array.from({ length: 100 }, (_, number) => stores[number % 2]?.claim(KEYS));
  const states = (await Promise.all(asked)).map((claim) => claim?.state);
  assert.equal(states.filter((state) => state === "claimed").length, 1);
  assert.equal(states.filter((state) => state === "running").length, 99);
});

test("what is completed is done for everybody, with its answer", REDIS, async () => {
  await using redis = await RedisServer.start();
  const [one, other] = [redisDuplicateStore(redis.client()), redisDuplicateStore(redis.client())];
  await (await held(one)).complete('{"toast":{"content":"好"}}');
  assert.deepEqual(await other.claim(KEYS), { state: "done", answerJson: '{"toast":{"content":"好"}}' });
  await (await held(one, ["cli_app:event-2"])).complete(undefined);
  assert.deepEqual(await other.claim(["cli_app:event-2"]), { state: "done", answerJson: undefined });
});

test("what is released may be claimed by anybody, who can tell that it failed before", REDIS, async () => {
  await using redis = await RedisServer.start();
  const [one, other] = [redisDuplicateStore(redis.client()), redisDuplicateStore(redis.client())];
  const first = await held(one);
  assert.equal(first.redelivered, false);
  await first.release();
  assert.equal((await held(other)).redelivered, true);
});

test("two keys are one event: whichever is known decides, and both are claimed in one step", REDIS, async () => {
  await using redis = await RedisServer.start();
  const store = redisDuplicateStore(redis.client());
  const claim = await held(store, ["cli_app:event-1", "cli_app:message:om_1"]);
  assert.equal((await store.claim(["cli_app:event-2", "cli_app:message:om_1"])).state, "running");
  assert.equal((await store.claim(["cli_app:event-2"])).state, "claimed");
  await claim.complete(undefined);
  assert.equal((await store.claim(["cli_app:event-3", "cli_app:message:om_1"])).state, "done");
});

test("a claim that is not renewed runs out; its holder is told when somebody else has taken it", REDIS, async () => {
  await using redis = await RedisServer.start();
  // A clock that stands still renews nothing, as a process that was stopped.
  const stopped = redisDuplicateStore(redis.client(), { leaseMs: 300, clock: new ManualClock() });
  const other = redisDuplicateStore(redis.client());
  const lost = await held(stopped);
  let taken: HeldClaim | undefined;
  while (taken === undefined) {
    const claim = await other.claim(KEYS);
    if (claim.state === "claimed") taken = claim;
  }
  assert.equal(taken.redelivered, true);
  await assert.rejects(lost.complete(undefined), /another process took it/);
  assert.equal((await other.claim(KEYS)).state, "running");
  await taken.complete("{}");
  await assert.rejects(held(stopped), assert.AssertionError);
});

test("a claim is renewed for as long as it is held, three times within its lease", REDIS, async () => {
  await using redis = await RedisServer.start();
  const [clock, client] = [new ManualClock(), redis.client()];
  const store = redisDuplicateStore(client, { leaseMs: 3_000, clock, newToken: () => "token" });
  const claim = await held(store);
  const leaseEnd = async (): Promise<number> => Number(/^r(\d+)/.exec((await client.get(NAME)) ?? "")?.[1]);
  const first = await leaseEnd();
  await until(() => clock.pendingDelaysMs[0] === 1_000);
  let renewed = first;
  // Redis goes by real time, which may not have moved on at the first renewal.
  while (renewed <= first) {
    await clock.advance(1_000);
    await until(() => clock.pendingDelaysMs[0] === 1_000);
    renewed = await leaseEnd();
  }
  await claim.complete(undefined);
  assert.deepEqual(clock.pendingDelaysMs, []);
});

const NAME = "larkwire:{cli_app}:event-1";

test("everything is kept for 8 hours, under names that a cluster keeps on one node", REDIS, async () => {
  await using redis = await RedisServer.start();
  const client = redis.client();
  const store = redisDuplicateStore(client);
  const claim = await held(store, ["cli_app:event-1", "cli_app:message:om_1"]);
  assert.deepEqual((await client.keys("*")).sort(), [NAME, "larkwire:{cli_app}:message:om_1"]);
  for (const end of [async () => undefined, () => claim.complete("{}")]) {
    await end();
    const ttl = await client.pttl(NAME);
    assert.ok(ttl > 8 * 3_600_000 - 60_000 && ttl <= 8 * 3_600_000, String(ttl));
  }
});

test("a client that speaks as node-redis does will do, and one that does neither is refused", REDIS, async () => {
  await using redis = await RedisServer.start();
  const client = redis.client();
  const store = redisDuplicateStore({
    sendCommand: (args) => client.call(...(args as [string, ...string[]])),
  });
  await (await held(store)).complete(undefined);
  assert.equal((await store.claim(KEYS)).state, "done");
  assert.throws(() => redisDuplicateStore({} as never), { code: "invalid_option" });
  assert.throws(() => redisDuplicateStore(client, { leaseMs: 1 }), { code: "invalid_option" });
  assert.throws(() => redisDuplicateStore(client, { lease: 1 } as never), { code: "invalid_option" });
});

test("keys may hold anything: names are data and no commands", REDIS, async () => {
  await using redis = await RedisServer.start();
  const store = redisDuplicateStore(redis.client());
  for (const key of ["cli_app:a b'\"\\\r\n}{", ":", "no colon", "cli_app:%d%s", "cli_app:\u0000é"]) {
    await (await held(store, [key])).complete("{}");
    assert.equal((await store.claim([key])).state, "done", key);
  }
});
