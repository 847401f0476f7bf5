import assert from "node:assert/strict";
import { test } from "node:test";
import { recogniseEnvelope } from "@larkwire/protocol";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { createdAt } from "../../src/dispatch/answering/event-age.ts";
import { EventDispatcher, type StalePolicy } from "../../src/index.ts";
import { cardActionBody, p1Body, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const MOMENT = 1_700_000_000_000;

function ageOf(body: unknown): number | undefined {
  const result = recogniseEnvelope(body);
  assert.ok(result.ok);
  return createdAt(result.envelope);
}

function stamped(type: string, create_time: unknown, event: object = {}): object {
  return { schema: "2.0", header: { event_id: "1", event_type: type, create_time }, event };
}

for (const [name, stamp, expected] of [
  ["seconds", "1700000000", MOMENT],
  ["milliseconds", "1700000000123", MOMENT + 123],
  ["microseconds", "1700000000123456", MOMENT + 123.456],
  ["nanoseconds", "1700000000123456789", MOMENT + 123.456789],
  ["nothing", undefined, undefined],
  ["an empty text", "", undefined],
  ["zero", "0", undefined],
  ["words", "yesterday", undefined],
  ["a number", 1_700_000_000, undefined],
  ["a very long text", "1".repeat(400), undefined],
] as const) {
  test(`a stamp of ${name} is read by its length`, () => {
    const created = ageOf(stamped("some.event_v1", stamp));
    if (expected === undefined) assert.equal(created, undefined);
    else assert.ok(Math.abs((created ?? 0) - expected) < 1, String(created));
  });
}

test("schema 1.0 says seconds with a fraction", () => {
  assert.equal(Math.round(ageOf(p1Body("out_approval", {})) ?? 0), MOMENT + 123);
});

test("of a message the older one of its two stamps counts", () => {
  const event = { message: { create_time: "1699999000000" } };
  assert.equal(ageOf(stamped("im.message.receive_v1", "1700000000000", event)), 1_699_999_000_000);
  assert.equal(ageOf(stamped("im.message.receive_v1", undefined, event)), 1_699_999_000_000);
  assert.equal(ageOf(stamped("other.event_v1", "1700000000000", event)), MOMENT);
});

test("ctx.ageMs is the age at receipt, and never below zero", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const ages: (number | undefined)[] = [];
  const dispatcher = new EventDispatcher().onCustomized(
    "p2",
    "some.event_v1",
    (_data, { ageMs }) => void ages.push(ageMs),
  );
  await using open = await openClient(platform, { dispatcher, clock });
  for (const offsetMs of [0, 7_000, -60_000]) {
    const body = p2Body("some.event_v1", {}) as { header: { create_time: string } };
    body.header.create_time = String(clock.now() - offsetMs);
    await open.connection.ask(body);
  }
  const unknown = p2Body("some.event_v1", {}) as { header: { create_time?: string } };
  delete unknown.header.create_time;
  await open.connection.ask(unknown);
  assert.deepEqual(ages, [0, 7_000, 0, undefined]);
});

test("stale() drops an event: acknowledged, counted, not handled; callbacks are not asked about", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const handled: string[] = [];
  const asked: string[] = [];
  const stale: StalePolicy = ({ context, type }) => {
    asked.push(type);
    return (context.ageMs ?? 0) > 60_000 ? "drop" : "run";
  };
  const dispatcher = new EventDispatcher({ stale })
    .onCustomized("p2", "some.event_v1", () => void handled.push("event"))
    .on("card.action.trigger", () => void handled.push("click"));
  await using open = await openClient(platform, { dispatcher, clock });
  for (const ageMs of [60_000, 60_001]) {
    const body = p2Body("some.event_v1", {}) as { header: { create_time: string } };
    body.header.create_time = String(clock.now() - ageMs);
    assert.equal((await open.connection.ask(body)).code, 200);
  }
  await open.connection.ask(cardActionBody());
  assert.deepEqual(handled, ["event", "click"]);
  assert.deepEqual(asked, ["some.event_v1", "some.event_v1"]);
  assert.equal(open.client.health().statistics.staleDropped, 1);
  assert.equal(open.logger.find("info", "dropped as stale")[0]?.fields?.ageMs, 60_001);
});

test("stale() that throws lets the event be handled", async () => {
  await using platform = await ScriptedPlatform.start();
  let ran = 0;
  const dispatcher = new EventDispatcher({
    stale: () => {
      throw new Error("no opinion");
    },
  }).onCustomized("p2", "some.event_v1", () => {
    ran += 1;
  });
  await using open = await openClient(platform, { dispatcher });
  assert.equal((await open.connection.ask(p2Body("some.event_v1", {}))).code, 200);
  assert.equal(ran, 1);
  assert.equal(open.logger.find("error", "stale() threw").length, 1);
});
