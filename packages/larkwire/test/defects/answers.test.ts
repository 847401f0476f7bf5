import assert from "node:assert/strict";
import { test } from "node:test";
import protobuf from "protobufjs";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { wireHeader } from "../../../protocol/test/support/wire-frame.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body, urlPreviewBody } from "../support/bodies.ts";
import { answeringClicks, openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

test("D1: a callback in a frame of type card is handled and answered, and the log says what to set", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => ({
    toast: { type: "info", content: "clicked" },
  }));
  await using open = await openClient(platform, { dispatcher });
  const { code, answer } = await open.connection.ask(cardActionBody(), { type: "card" });
  assert.equal(code, 200);
  assert.deepEqual(answer, { toast: { type: "info", content: "clicked" } });
  await open.connection.ask(cardActionBody(), { type: "card" });
  assert.equal(open.logger.find("error", "callback subscription").length, 1);
});

test("D2: biz_rt is the time the handler took", async () => {
  await using platform = await ScriptedPlatform.start();
  const clock = new ManualClock();
  const dispatcher = new EventDispatcher().on("card.action.trigger", async () => {
    await clock.advance(150);
    return {};
  });
  await using open = await openClient(platform, { dispatcher, clock });
  const { frame } = await open.connection.ask(cardActionBody());
  assert.equal(wireHeader(frame, "biz_rt"), "150");
});

test("D3: SeqID and LogID come back with all 64 bits", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  for (const id of [9_007_199_254_740_993n, 9_223_372_036_854_788_153n, 18_446_744_073_709_551_615n]) {
    const { frame } = await open.connection.ask(cardActionBody(), { seqId: id, logId: id });
    assert.deepEqual([frame.SeqID, frame.LogID], [id, id]);
  }
});

test("D4: larkwire leaves the uint64 reader of another protobufjs in the process alone", async () => {
  const Counter = protobuf.parse('syntax = "proto3"; message Counter { uint64 value = 1; }').root.lookupType("Counter");
  const readBack = (): string => {
    const value = "18446744073709551615";
    return String(Counter.decode(Counter.encode(Counter.fromObject({ value })).finish()).toJSON().value);
  };
  assert.equal(readBack(), "18446744073709551615");
  await using platform = await ScriptedPlatform.start();
  const larkwire = await import("../../src/index.ts");
  assert.equal(typeof larkwire.WSClient, "function");
  await using open = await openClient(platform);
  await open.connection.ask(cardActionBody());
  assert.equal(readBack(), "18446744073709551615");
});

test("D21: a payload that is no JSON is answered with failure", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  for (const payload of ["{", "", "null", "[]", "\u0000", Buffer.of(0xff, 0xfe)]) {
    const { code, data } = await open.connection.ask(payload);
    assert.deepEqual({ code, data }, { code: 500, data: undefined });
  }
});

test("D22: a type without handler is acknowledged without data, counted, and logged once", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  for (const body of [p2Body("some.event_v1", {}), p2Body("some.event_v1", {}), urlPreviewBody()]) {
    const { code, data } = await open.connection.ask(body);
    assert.deepEqual({ code, data }, { code: 200, data: undefined });
  }
  assert.deepEqual(open.client.health().unknownTypes, { "some.event_v1": 2, "url.preview.get": 1 });
  assert.equal(open.logger.find("info", "some.event_v1").length, 1);
  assert.equal(open.logger.find("warn", "url.preview.get").length, 1);
});

test("D29: what an event handler returns stays here; what a callback handler returns is sent", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = answeringClicks()
    .on("im.message.receive_v1", () => ({ code: 0, data: { message_id: "om_reply" } }))
    .onCustomized("p2", "some.event_v1", () => "some text");
  await using open = await openClient(platform, { dispatcher });
  for (const type of ["im.message.receive_v1", "some.event_v1"]) {
    const { code, data } = await open.connection.ask(p2Body(type, {}));
    assert.deepEqual({ code, data }, { code: 200, data: undefined });
  }
  assert.deepEqual((await open.connection.ask(cardActionBody())).answer, {});
});
