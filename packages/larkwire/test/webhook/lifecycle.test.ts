import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { type Deferred, deferred } from "../../src/deferred.ts";
import { EventDispatcher, type HandlerContext } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { plainPost, sealedPost, urlVerification } from "../support/platform-post.ts";
import { openReceiver } from "../support/receiver.ts";
import { runChild } from "../support/run-child.ts";
import type { Post } from "../support/webhook-server.ts";

/** A handler that ends when told to. */
function heldDispatcher(): { dispatcher: EventDispatcher; gate: Deferred<void>; contexts: HandlerContext[] } {
  const gate = deferred<void>();
  const contexts: HandlerContext[] = [];
  const dispatcher = new EventDispatcher({ deadlineGuard: false }).on("card.action.trigger", async (_data, context) => {
    contexts.push(context);
    await gate.promise;
    return { toast: { type: "info", content: "at last" } };
  });
  return { dispatcher, gate, contexts };
}

const at = (clock: ManualClock): Promise<Post> =>
  sealedPost(cardActionBody(), { timestamp: String(Math.floor(clock.now() / 1_000)) });

test("close() lets running handlers answer, and turns new requests away", async () => {
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher });
  const running = open.server.post(await sealedPost(cardActionBody()));
  await until(() => contexts.length === 1);
  const closing = open.receiver.close();
  assert.equal(open.receiver.close(), closing);
  assert.equal(open.receiver.health().state, "closing");
  const late = await open.server.post(await sealedPost(cardActionBody()));
  assert.deepEqual([late.status, JSON.parse(late.text).code], [503, "receiver_closed"]);
  gate.resolve();
  await closing;
  assert.equal(JSON.parse((await running).text).toast.content, "at last");
  assert.equal(contexts[0]?.signal.aborted, false);
  const { state, statistics } = open.receiver.health();
  assert.deepEqual([state, statistics.answered, statistics.refused], ["closed", 1, { receiver_closed: 1 }]);
});

test("close() does not wait for ever: what still runs is answered for with 503, and its signal aborts", async () => {
  const clock = new ManualClock();
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher, clock });
  const running = open.server.post(await at(clock));
  await until(() => contexts.length === 1);
  const closing = open.receiver.close({ drainTimeoutMs: 500 });
  await clock.advance(500);
  await closing;
  assert.equal((await running).status, 503);
  assert.equal(contexts[0]?.signal.aborted, true);
  assert.deepEqual(clock.pendingDelaysMs, []);
  assert.equal(open.logger.find("warn", "closing while handlers still run").length, 1);
  gate.resolve();
});

test("close() refuses a time that is none", async () => {
  await using open = await openReceiver();
  for (const drainTimeoutMs of [-1, Number.NaN]) {
    await assert.rejects(open.receiver.close({ drainTimeoutMs }), { code: "invalid_option" });
  }
  assert.equal(open.receiver.health().state, "open");
});

test("an abort signal closes the receiver, which lets go of it", async () => {
  const abort = new AbortController();
  await using open = await openReceiver({ signal: abort.signal });
  abort.abort();
  await until(() => open.receiver.health().state === "closed");
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
  await using closed = await openReceiver({ signal: abort.signal });
  assert.equal((await closed.server.post(await sealedPost(cardActionBody()))).status, 503);
});

test("a handler that does not end costs its request 10 seconds, and gets a line in the log", async () => {
  const clock = new ManualClock();
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher, clock });
  const running = open.server.post(await at(clock));
  await until(() => contexts.length === 1);
  await clock.advance(2_999);
  assert.deepEqual([contexts[0]?.signal.aborted, contexts[0]?.deadline.remainingMs], [false, 1]);
  await clock.advance(1);
  assert.equal(contexts[0]?.signal.aborted, true);
  assert.equal(open.logger.find("warn", "still running after 3000 ms").length, 1);
  await clock.advance(7_000);
  const { status, text } = await running;
  assert.deepEqual([status, JSON.parse(text).code], [500, "answer_timeout"]);
  assert.equal(open.logger.find("error", "has not ended after 10000 ms").length, 1);
  assert.equal(open.receiver.health().runningHandlers, 1);
  gate.resolve();
  await until(() => open.receiver.health().runningHandlers === 0);
  assert.deepEqual([open.receiver.health().statistics.answered, open.receiver.health().statistics.failed], [0, 1]);
});

test("an answer after the 3 seconds is sent all the same, and counted as late", async () => {
  const clock = new ManualClock();
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher, clock });
  const running = open.server.post(await at(clock));
  await until(() => contexts.length === 1);
  await clock.advance(3_500);
  gate.resolve();
  assert.equal((await running).status, 200);
  assert.equal(open.receiver.health().statistics.late, 1);
});

test("more handlers than may run are refused with 503, and the same request is welcome later", async () => {
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher, limits: { maxRunningHandlers: 2 } });
  const running = [await sealedPost(cardActionBody()), await sealedPost(cardActionBody())].map((post) =>
    open.server.post(post),
  );
  await until(() => contexts.length === 2);
  const third = await sealedPost(cardActionBody());
  const refused = await open.server.post(third);
  assert.deepEqual([refused.status, JSON.parse(refused.text).code], [503, "overloaded"]);
  gate.resolve();
  assert.deepEqual(
    (await Promise.all(running)).map(({ status }) => status),
    [200, 200],
  );
  assert.equal((await open.server.post(third)).status, 200);
});

test("a URL verification is answered at once, while handlers hang", async () => {
  const { dispatcher, gate, contexts } = heldDispatcher();
  await using open = await openReceiver({ dispatcher, limits: { maxRunningHandlers: 1 } });
  const running = open.server.post(await sealedPost(cardActionBody()));
  await until(() => contexts.length === 1);
  assert.equal((await open.server.post(await sealedPost(urlVerification("c")))).text, '{"challenge":"c"}');
  gate.resolve();
  await running;
  assert.equal(open.receiver.health().statistics.challenges, 1);
});

test("a handler's context says what a webhook knows", async () => {
  let seen: HandlerContext | undefined;
  const dispatcher = new EventDispatcher().on("im.message.receive_v1", (_data, context) => {
    seen = context;
  });
  await using open = await openReceiver({ dispatcher });
  const body = p2Body("im.message.receive_v1", { text: "你好" });
  const before = Date.now();
  await open.server.post(await sealedPost(body, { headers: { "X-Request-Id": "request-1" } }));
  const { transport, traceId, messageId, connectionId, raw, receivedAt, deadline } = seen ?? assert.fail();
  assert.deepEqual([transport, traceId, messageId, connectionId], ["webhook", "request-1", "", ""]);
  assert.equal(Buffer.from(raw).toString("utf8"), JSON.stringify(body));
  assert.ok(receivedAt >= before && receivedAt <= Date.now());
  assert.ok(deadline.remainingMs > 0 && deadline.remainingMs <= 3_000);
});

test("a request that cannot be read, or whose body is no bytes any more, gives 500", async () => {
  await using open = await openReceiver();
  const { headers } = plainPost("");
  const unreadable = {
    method: "POST",
    headers,
    get body(): Uint8Array {
      throw new Error("no");
    },
  };
  assert.equal((await open.receiver.handle(unreadable)).status, 500);
  for (const body of [{ schema: "2.0" }, "{}", undefined, null]) {
    const { status, body: text } = await open.receiver.handle({ method: "POST", headers, body: body as never });
    assert.deepEqual([status, JSON.parse(text).code], [500, "raw_body_needed"]);
  }
  assert.equal(
    open.logger.find("error", "its bytes, which are signed, are gone: pass the body as a Uint8Array").length,
    1,
  );
});

test("a receiver that is never closed does not keep its process alive", async () => {
  using child = runChild("answer-webhook-once.ts", []);
  const { exitCode, stdout, stderr } = await child.exited;
  assert.equal(exitCode, 0, stderr);
  assert.equal(stdout.length, 0);
  assert.match(stderr, /answered 200/);
});
