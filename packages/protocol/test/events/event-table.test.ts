import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  EVENT_TYPES,
  type EventTable,
  isCallbackType,
  isEventType,
  type P1OutApproval,
  type P2ImMessageReceiveV1,
} from "../../src/index.ts";

/** `true` only when both types are the same; anything else does not compile as `true`. */
type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

describe("the table of events", () => {
  it("has the same names as types and at run time", () => {
    const same: Same<(typeof EVENT_TYPES)[number], keyof EventTable> = true;
    assert.ok(same);
    assert.ok(EVENT_TYPES.every((name) => isEventType(name)));
    // @ts-expect-error a name that the table does not have
    const unknownName: keyof EventTable = "im.message.received_v1";
    assert.ok(!isEventType(unknownName));
  });

  it("shares no name with the callbacks", () => {
    assert.ok(!EVENT_TYPES.some((name) => isCallbackType(name)));
    assert.ok(!isEventType("card.action.trigger"));
  });
});

describe("the types of events", () => {
  it("hold header and body apart, as the platform sends them", () => {
    const message: P2ImMessageReceiveV1["event"]["message"] = {
      message_id: "om_1",
      create_time: "1700000000000",
      chat_id: "oc_1",
      chat_type: "p2p",
      message_type: "text",
      content: '{"text":"hello"}',
    };
    assert.equal(JSON.parse(message.content).text, "hello");
    // @ts-expect-error the header's fields are not the event's
    const merged = (data: P2ImMessageReceiveV1): string => data.event_id;
    assert.equal(typeof merged, "function");
  });

  it("know a schema 1.0 event by its own type", () => {
    const type: P1OutApproval["event"]["type"] = "out_approval";
    // @ts-expect-error another event's name
    const other: P1OutApproval["event"]["type"] = "out_approval_revert";
    assert.notEqual(type, other);
  });
});
