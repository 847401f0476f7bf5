import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import type { Delivery, Emulator } from "../../src/index.ts";
import { AppServer } from "../support/app-server.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The documented schedule. */
const DELAYS = [15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR];

function oldestFirst({ deliveries }: Emulator): Delivery[] {
  return deliveries.toReversed();
}

function allDifferent(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

test("webhook: a failed event is pushed again after 15 s, 5 min, 1 h and 6 h, and then no more", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, clock, chat } = await startWorld(t, {}, { encryptKey: "", events: { requestUrl: server.url } });
  const said = chat.say("hello");
  const requests = [await server.next()];
  requests[0]?.answer("", 500);
  const first = await said;
  assert.deepEqual([first.attempt, first.nextRetryAt], [1, clock.now() + 15 * SECOND]);
  for (const [at, delay] of DELAYS.entries()) {
    await until(() => emulator.deliveries[0]?.nextRetryAt === clock.now() + delay);
    clock.skip(delay - 1);
    assert.equal(emulator.deliveries.length, at + 1, "not a moment earlier");
    clock.skip(1);
    const request = await server.next();
    requests.push(request);
    request.answer("", 500);
    await until(() => emulator.deliveries[0]?.status === "answered");
  }
  const tries = oldestFirst(emulator);
  assert.deepEqual(
    tries.map(({ attempt }) => attempt),
    [1, 2, 3, 4, 5],
  );
  assert.equal(tries.at(-1)?.nextRetryAt, undefined);
  assert.ok(
    tries.every(({ eventId, kind, reason }) => eventId === first.eventId && kind === "event" && /500/.test(reason)),
  );
  assert.ok(allDifferent(tries.map(({ messageId }) => messageId)));
  assert.ok(
    requests.every(({ text }) => text === requests[0]?.text),
    "the body is the same each time",
  );
  for (const header of ["x-lark-request-timestamp", "x-lark-request-nonce", "x-lark-signature", "x-request-id"]) {
    assert.ok(allDifferent(requests.map(({ headers }) => headers[header])), `${header} is new each time`);
  }
  clock.skip(30 * 24 * HOUR);
  assert.equal(emulator.deliveries.length, 5);
});

test("long connection: events wait by the same schedule while nobody is connected, and come in a burst", async (t) => {
  const { emulator, app, clock, chat } = await startWorld(t);
  const unheard = [await chat.say("one"), await chat.say("two")];
  assert.deepEqual(
    unheard.map(({ status, nextRetryAt }) => [status, nextRetryAt]),
    unheard.map(() => ["no_client", clock.now() + 15 * SECOND]),
  );
  clock.skip(15 * SECOND);
  await until(
    () => emulator.deliveries.filter(({ nextRetryAt }) => nextRetryAt === clock.now() + 5 * MINUTE).length === 2,
  );
  const peer = await Peer.connect(emulator, app);
  clock.skip(5 * MINUTE);
  const pushes = [await peer.push(), await peer.push()];
  for (const push of pushes) peer.answer(push);
  assert.deepEqual(
    pushes.map(({ body }) => body.header.event_id),
    unheard.map(({ eventId }) => eventId),
  );
  await until(() => emulator.deliveries.filter(({ acknowledged }) => acknowledged).length === 2);
  clock.skip(24 * HOUR);
  assert.equal(emulator.deliveries.length, 6, "what succeeded is not pushed again");
});

test("long connection: silence and a failing handler are tried again, with a new message_id", async (t) => {
  const { emulator, app, clock, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("hello");
  const first = await peer.push();
  clock.skip(3 * SECOND);
  assert.equal((await said).status, "timed_out");
  clock.skip(15 * SECOND);
  const second = await peer.push();
  peer.answer(second, undefined, 500);
  await until(() => emulator.deliveries[0]?.nextRetryAt === clock.now() + 5 * MINUTE);
  assert.equal(second.text, first.text);
  clock.skip(5 * MINUTE);
  const third = await peer.push();
  peer.answer(third);
  await until(() => emulator.deliveries[0]?.acknowledged === true);
  const headers = [first, second, third].map(({ last }) => last.headers.find(({ key }) => key === "message_id")?.value);
  assert.ok(allDifferent(headers));
  clock.skip(24 * HOUR);
  assert.equal(emulator.deliveries.length, 3, "what succeeded is not pushed again");
});

test("a retry goes the way that is in effect when it is due, with the keys of that moment", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, app, clock, chat } = await startWorld(t, {}, { encryptKey: "", verificationToken: "first" });
  const unheard = await chat.say("hello");
  assert.deepEqual([unheard.status, unheard.transport], ["no_client", "long_connection"]);
  const saving = app.developerConsole.save({
    events: { mode: "webhook", requestUrl: server.url },
    verificationToken: "second",
  });
  const challenge = await server.next();
  challenge.answer({ challenge: JSON.parse(challenge.text).challenge });
  await saving;
  app.developerConsole.publish();
  clock.skip(15 * SECOND);
  const request = await server.next();
  request.answer();
  const { header } = JSON.parse(request.text);
  assert.deepEqual([header.event_id, header.token], [unheard.eventId, "second"]);
  await until(() => emulator.deliveries[0]?.acknowledged === true);
});

test("a retry of what is no longer subscribed is the last", async (t) => {
  const { emulator, app, clock, chat } = await startWorld(t);
  await chat.say("hello");
  await app.developerConsole.save({ events: { subscribed: [] } });
  app.developerConsole.publish();
  clock.skip(15 * SECOND);
  await until(() => emulator.deliveries.length === 2);
  assert.deepEqual([emulator.deliveries[0]?.status, emulator.deliveries[0]?.attempt], ["not_subscribed", 2]);
  clock.skip(24 * HOUR);
  assert.equal(emulator.deliveries.length, 2);
});

test("the schedule and the number of waiting events can be chosen", async (t) => {
  const none = await startWorld(t, { delivery: { eventRetryDelaysMs: [] } });
  const once = await none.chat.say("once");
  assert.deepEqual([once.status, once.nextRetryAt], ["no_client", undefined]);

  const { clock, emulator, chat } = await startWorld(t, {
    delivery: { eventRetryDelaysMs: [1], maxPendingRetries: 1 },
  });
  const [kept, dropped] = [await chat.say("kept"), await chat.say("dropped")];
  assert.deepEqual([kept.nextRetryAt, dropped.nextRetryAt], [clock.now() + 1, undefined]);
  clock.skip(1);
  await until(() => emulator.deliveries.length === 3);
  assert.deepEqual([emulator.deliveries[0]?.eventId, emulator.deliveries[0]?.attempt], [kept.eventId, 2]);
});

test("close() forgets all retries, and what is under way in the background harms nobody", async (t) => {
  const server = await AppServer.start(t);
  const { emulator, clock, chat } = await startWorld(t, {}, { events: { requestUrl: server.url } });
  const said = chat.say("hello");
  (await server.next()).answer("", 500);
  await said;
  clock.skip(15 * SECOND);
  await server.next();
  const waiting = chat.say("again");
  (await server.next()).answer("", 500);
  await waiting;
  await emulator.close();
  assert.equal(clock.timerCount, 0);
  clock.skip(24 * HOUR);
  assert.equal(server.untaken, 0);
});

test("wrong options of delivery and webhook are refused by name", async (t) => {
  const wrong: [options: object, says: RegExp][] = [
    [{ delivery: { retries: 1 } }, /"retries" is no member of delivery/],
    [{ delivery: { eventRetryDelaysMs: 5 } }, /delivery\.eventRetryDelaysMs is 5.*a list/],
    [{ delivery: { eventRetryDelaysMs: [1, -1] } }, /delivery\.eventRetryDelaysMs\[1\] is -1/],
    [{ delivery: { maxPendingRetries: -1 } }, /delivery\.maxPendingRetries/],
    [{ delivery: { orderedEventTypes: [1] } }, /delivery\.orderedEventTypes/],
    [{ delivery: { clusterMode: "broadcast" } }, /clusterMode is "broadcast".*random, round_robin, sticky/],
    [{ delivery: { duplicateProbability: 2 } }, /duplicateProbability is 2/],
    [{ webhook: { timeout: 1 } }, /"timeout" is no member of webhook/],
    [{ webhook: { connectDeadlineMs: 0 } }, /webhook\.connectDeadlineMs/],
    [{ webhook: { challengeDeadlineMs: 1.5 } }, /webhook\.challengeDeadlineMs/],
    [{ webhook: { maxAnswerBytes: 0 } }, /webhook\.maxAnswerBytes/],
    [{ webhook: { ca: "/etc/ca.pem" } }, /webhook\.ca.*BEGIN CERTIFICATE/],
    [{ webhook: { signWithoutEncryptKey: "no" } }, /signWithoutEncryptKey is "no"/],
    [{ webhook: { cardTimestamp: "iso" } }, /cardTimestamp is "iso".*unix_seconds, rfc850, go_string/],
  ];
  for (const [options, message] of wrong) await assert.rejects(startWorld(t, options), { code: "bad_option", message });
});
