import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, legacyCardBody, p2Body } from "../support/bodies.ts";
import { legacyPost, plainPost, seal, sealedPost, signedPost } from "../support/platform-post.ts";
import { openReceiver, recordingDispatcher } from "../support/receiver.ts";
import type { Post } from "../support/webhook-server.ts";

test("a request that comes again while the first is handled waits for the first one's answer", async () => {
  const gate = deferred<void>();
  let calls = 0;
  const dispatcher = new EventDispatcher({ duplicates: false }).on("card.action.trigger", async () => {
    calls += 1;
    await gate.promise;
    return { toast: { type: "info", content: `call ${calls}` } };
  });
  await using open = await openReceiver({ dispatcher });
  const post = await sealedPost(cardActionBody());
  const replies = Array.from({ length: 10 }, () => open.server.post(post));
  await until(() => open.receiver.health().statistics.repeated === 9);
  gate.resolve();
  for (const { status, text } of await Promise.all(replies)) {
    assert.deepEqual([status, JSON.parse(text).toast.content], [200, "call 1"]);
  }
  assert.equal(calls, 1);
});

test("a failure, too, is given again: the handler does not run a second time", async () => {
  let calls = 0;
  const dispatcher = new EventDispatcher({ duplicates: false }).on("im.message.receive_v1", () => {
    calls += 1;
    throw new Error("no database");
  });
  await using open = await openReceiver({ dispatcher });
  const post = await sealedPost(p2Body("im.message.receive_v1", {}));
  assert.deepEqual([(await open.server.post(post)).status, (await open.server.post(post)).status], [500, 500]);
  assert.equal(calls, 1);
});

test("the platform's retry, signed anew, reaches the handler again", async () => {
  let calls = 0;
  const dispatcher = new EventDispatcher({ duplicates: false }).on("im.message.receive_v1", () => {
    calls += 1;
    if (calls === 1) throw new Error("not yet");
  });
  await using open = await openReceiver({ dispatcher });
  const encrypted = await seal(p2Body("im.message.receive_v1", {}));
  const statuses = [];
  for (let push = 0; push < 3; push++) statuses.push((await open.server.post(await signedPost(encrypted))).status);
  assert.deepEqual([statuses, calls], [[500, 200, 200], 3]);
});

test("headers that are not signed do not make a request another one", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const { body, headers } = await legacyPost(legacyCardBody(), { headers: { "X-Refresh-Token": "1" } });
  const extras: Record<string, string>[] = [
    {},
    { "X-Refresh-Token": "2" },
    { "X-Request-Id": "other" },
    { "content-type": "application/json" },
  ];
  for (const extra of extras) {
    assert.equal((await open.server.post({ body, headers: { ...headers, ...extra } })).status, 200);
  }
  assert.equal(handled.length, 1);
});

test("digits that move from the nonce to the timestamp do not make a request another one", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher });
  const seconds = String(Math.floor(Date.now() / 1_000));
  const { body, headers } = await sealedPost(cardActionBody(), { timestamp: seconds, nonce: "000123" });
  assert.equal((await open.server.post({ body, headers })).status, 200);
  for (let moved = -9; moved <= 6; moved++) {
    const all = `${seconds}000123`;
    const at = seconds.length + moved;
    const split = { "X-Lark-Request-Timestamp": all.slice(0, at), "X-Lark-Request-Nonce": all.slice(at) };
    const { status } = await open.server.post({ body, headers: { ...headers, ...split } });
    assert.equal(status, moved === 0 || moved === 3 ? 200 : 401, `${moved}`);
  }
  assert.equal(handled.length, 1);
});

test("no place for the boundary between timestamp and nonce makes a request another one, in any form of timestamp", async () => {
  const clock = new ManualClock();
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher, clock });
  const at = new Date(Math.floor(clock.now() / 1_000) * 1_000);
  const iso = at.toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
  const month = at.toLocaleString("en", { month: "short", timeZone: "UTC" });
  const forms = [
    String(at.getTime() / 1_000),
    String(at.getTime() + 789),
    `Monday, ${iso.slice(8, 10)}-${month}-${iso.slice(2, 4)} ${time} UTC`,
    `${day} ${time} +0000`,
    `${day} ${time}.123456789 +0000 UTC m=+3612.1`,
  ];
  for (const [number, timestamp] of forms.entries()) {
    for (const nonce of ["0123456789", " UTC m=+1", "00 +0800", ".5 -0930", "abc"]) {
      const { body, headers } = await sealedPost(cardActionBody(), { timestamp, nonce });
      const request = { method: "POST", headers, body: Buffer.from(body) };
      assert.equal((await open.receiver.handle(request)).status, 200, timestamp);
      const before = handled.length;
      const all = timestamp + nonce;
      for (let cut = 0; cut <= all.length; cut++) {
        const split = { "X-Lark-Request-Timestamp": all.slice(0, cut), "X-Lark-Request-Nonce": all.slice(cut) };
        await open.receiver.handle({ ...request, headers: { ...headers, ...split } });
      }
      assert.equal(handled.length, before, `form ${number}, nonce ${nonce}`);
    }
  }
  assert.equal(handled.length, forms.length * 5);
});

test("without an Encrypt Key nothing tells a repeated request from a retry, so both are handled", async () => {
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher, encryptKey: undefined });
  for (let push = 0; push < 2; push++) assert.equal((await open.server.post(plainPost(cardActionBody()))).status, 200);
  assert.equal(handled.length, 2);
});

test("a recorded request stays useless, however the clock is set afterwards", async () => {
  const clock = new ManualClock();
  const { dispatcher, handled } = recordingDispatcher();
  await using open = await openReceiver({ dispatcher, clock });
  const start = clock.wallOffsetMs;
  const sign = (): Promise<Post> =>
    sealedPost(cardActionBody(), { timestamp: String(Math.floor(clock.now() / 1_000)) });
  const recorded = await sign();
  const replayAt = async (afterMs: number): Promise<number> => {
    clock.wallOffsetMs = start + afterMs;
    return (await open.server.post(recorded)).status;
  };
  assert.deepEqual([await replayAt(0), await replayAt(299_000), await replayAt(301_000)], [200, 200, 401]);
  clock.wallOffsetMs = start + 3_600_000;
  assert.equal((await open.server.post(await sign())).status, 200);
  assert.equal(open.receiver.health().rememberedRequests, 1);
  assert.deepEqual([await replayAt(10_000), await replayAt(-200_000)], [401, 401]);
  clock.wallOffsetMs = start + 10_000;
  assert.equal((await open.server.post(await sign())).status, 200);
  assert.equal(handled.length, 3);
});

test("more requests than are remembered push out the oldest, which are refused from then on", async () => {
  const clock = new ManualClock();
  const { dispatcher, handled } = recordingDispatcher();
  const limits = { maxRememberedRequests: 1_000 };
  await using open = await openReceiver({ dispatcher, clock, limits });
  const encrypted = await seal(cardActionBody());
  const timestamp = (): string => String(Math.floor(clock.now() / 1_000));
  const posts = [];
  for (let sent = 0; sent < 1_200; sent++) {
    if (sent % 100 === 0) await clock.advance(1_000);
    const { headers, body } = await signedPost(encrypted, { timestamp: timestamp() });
    const request = { method: "POST", headers, body: Buffer.from(body) };
    posts.push(request);
    assert.equal((await open.receiver.handle(request)).status, 200);
    assert.ok(open.receiver.health().rememberedRequests <= 1_000);
  }
  const again = await Promise.all(posts.map((request) => open.receiver.handle(request)));
  const refused = again.filter(({ status }) => status === 401).length;
  assert.ok(refused >= 200 && refused <= 300, `${refused} of the oldest are refused`);
  assert.deepEqual(
    again.slice(-900).map(({ status }) => status),
    Array(900).fill(200),
  );
  assert.equal(handled.length, 1_200);
});

test("answers are not kept without bound: a repeated request whose answer is gone is refused", async () => {
  let calls = 0;
  const dispatcher = new EventDispatcher({ duplicates: false }).on("card.action.trigger", () => {
    calls += 1;
    return { toast: { type: "info", content: "x".repeat(500_000) } };
  });
  const clock = new ManualClock();
  await using open = await openReceiver({ dispatcher, clock });
  const first = await sealedPost(cardActionBody(), { timestamp: String(Math.floor(clock.now() / 1_000)) });
  assert.equal((await open.server.post(first)).status, 200);
  for (let sent = 0; sent < 10; sent++) {
    await clock.advance(1_000);
    await open.server.post(await sealedPost(cardActionBody(), { timestamp: String(Math.floor(clock.now() / 1_000)) }));
  }
  const { status, text } = await open.server.post(first);
  assert.deepEqual([status, JSON.parse(text).code], [401, "replayed"]);
  assert.equal(calls, 11);
});
