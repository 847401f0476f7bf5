import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { AppServer } from "../support/app-server.ts";
import { startWorld } from "../support/world.ts";

const DELAYS = [10, 100];
const options = { delivery: { orderedEventTypes: ["ordered"], eventRetryDelaysMs: DELAYS } };

test("ordered: the next is pushed only after the one before has succeeded", async (t) => {
  const server = await AppServer.start(t);
  const { app, emulator } = await startWorld(t, options, { encryptKey: "", events: { requestUrl: server.url } });
  const sent = [1, 2, 3].map((count) => app.deliverEvent({ type: "ordered", event: { count } }));
  for (const count of [1, 2, 3]) {
    const request = await server.next();
    assert.equal(JSON.parse(request.text).event.count, count);
    assert.equal(emulator.deliveries.length, count, "only one is under way");
    request.answer();
  }
  assert.ok((await Promise.all(sent)).every(({ acknowledged }) => acknowledged));
});

test("ordered: what meets a failed one is not pushed but waits for its retry", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock, emulator } = await startWorld(t, options, { encryptKey: "", events: { requestUrl: server.url } });
  const send = (count: number) => app.deliverEvent({ type: "ordered", event: { count } });
  const first = send(1);
  const second = send(2);
  (await server.next()).answer("", 500);
  const [failed, blocked] = await Promise.all([first, second]);
  assert.deepEqual([failed.status, blocked.status, blocked.attempt], ["answered", "blocked", 1]);
  assert.match(blocked.reason, /earlier event of this ordered type/);
  assert.deepEqual([failed.nextRetryAt, blocked.nextRetryAt], [clock.now() + 10, clock.now() + 10]);
  assert.equal(server.untaken, 0);

  clock.skip(10);
  const again = await server.next();
  assert.equal(JSON.parse(again.text).event.count, 1);
  again.answer();
  const next = await server.next();
  assert.equal(JSON.parse(next.text).event.count, 2, "the blocked one waited for the first to succeed");
  next.answer();
  await until(() => emulator.deliveries.filter(({ acknowledged }) => acknowledged).length === 2);
  assert.equal(emulator.deliveries.length, 4);
});

test("ordered: an event that is given up lets the next one through", async (t) => {
  const server = await AppServer.start(t);
  const { app, clock, emulator } = await startWorld(t, options, { encryptKey: "", events: { requestUrl: server.url } });
  const first = app.deliverEvent({ type: "ordered", event: { count: 1 } });
  (await server.next()).answer("", 500);
  await first;
  for (const delay of DELAYS) {
    clock.skip(delay);
    (await server.next()).answer("", 500);
    await until(() => emulator.deliveries[0]?.status === "answered");
  }
  const second = app.deliverEvent({ type: "ordered", event: { count: 2 } });
  (await server.next()).answer();
  assert.equal((await second).acknowledged, true);
});

test("other types, and other apps, do not wait", async (t) => {
  const server = await AppServer.start(t);
  const appOptions = { encryptKey: "", events: { requestUrl: server.url } };
  const { app, emulator } = await startWorld(t, options, appOptions);
  const stranger = emulator.createApp(appOptions);
  const sent = [
    app.deliverEvent({ type: "ordered", event: {} }),
    app.deliverEvent({ type: "other", event: {} }),
    stranger.deliverEvent({ type: "ordered", event: {} }),
  ];
  const requests = [await server.next(), await server.next(), await server.next()];
  for (const request of requests) request.answer();
  assert.equal((await Promise.all(sent)).length, 3);
});

test("ordered: close() ends also those that wait for their turn", async (t) => {
  const server = await AppServer.start(t);
  const { app, emulator } = await startWorld(t, options, { encryptKey: "", events: { requestUrl: server.url } });
  const sent = [1, 2, 3].map((count) => app.deliverEvent({ type: "ordered", event: { count } }));
  const ended = Promise.all(sent.map((promise) => assert.rejects(promise, { code: "emulator_closed" })));
  await server.next();
  await emulator.close();
  await ended;
  assert.equal(server.untaken, 0);
});
