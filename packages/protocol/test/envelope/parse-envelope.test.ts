import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type EnvelopeResult, parseEnvelope, recogniseEnvelope } from "../../src/index.ts";

const P2 = {
  schema: "2.0",
  header: {
    event_id: "e1",
    event_type: "card.action.trigger",
    create_time: "1754550000123456",
    token: "",
    app_id: "cli_a",
    tenant_key: "t",
  },
  event: { action: { value: { text: "審批 👍" } } },
};
const P1 = { uuid: "u1", ts: "1754550000.123", token: "", type: "event_callback", event: { type: "out_approval" } };

describe("parseEnvelope", () => {
  it("recognises schema 2.0 and keeps the body as it was sent", () => {
    const envelope = { version: "p2", type: "card.action.trigger", id: "e1", data: P2 };
    assert.deepEqual(parse(JSON.stringify(P2)), { ok: true, envelope });
  });

  it("recognises schema 1.0 and keeps the body as it was sent", () => {
    const envelope = { version: "p1", type: "out_approval", id: "u1", data: P1 };
    assert.deepEqual(parse(JSON.stringify(P1)), { ok: true, envelope });
  });

  it("takes schema 2.0 where a body has the marks of both", () => {
    const both = { ...P1, ...P2, event: P1.event };
    assert.equal(typeOf(recogniseEnvelope(both)), "p2 card.action.trigger");
    assert.equal(typeOf(recogniseEnvelope({ ...both, header: {} })), "p1 out_approval");
  });

  it("gives an empty id where there is none, so that nothing counts as a repetition", () => {
    const { event_id: _, ...header } = P2.header;
    const { uuid: __, ...p1 } = P1;
    for (const body of [{ ...P2, header }, { ...P2, header: { ...header, event_id: 5 } }, p1, { ...P1, uuid: null }]) {
      const result = recogniseEnvelope(body);
      assert.equal(result.ok && result.envelope.id, "");
    }
  });

  it("reads JSON behind a byte order mark", () => {
    assert.equal(typeOf(parse(`\ufeff${JSON.stringify(P1)}`)), "p1 out_approval");
  });

  it("refuses what is not JSON", () => {
    for (const body of ["", "{", "undefined", JSON.stringify(P2).slice(0, -1)]) {
      assert.deepEqual(parse(body), { ok: false, fault: "not_json" });
    }
    assert.deepEqual(parseEnvelope(Uint8Array.of(0x1f, 0x8b, 0x08, 0xff)), { ok: false, fault: "not_json" });
  });

  it("survives a megabyte of opening brackets", () => {
    assert.deepEqual(parse("[".repeat(1_000_000)), { ok: false, fault: "not_json" });
  });

  it("refuses JSON that is not an object", () => {
    for (const body of ["null", "5", '"text"', "true", "[]", JSON.stringify([P2])]) {
      assert.deepEqual(parse(body), { ok: false, fault: "not_an_object" });
    }
  });

  it("refuses an object that names no event", () => {
    const bodies = [
      {},
      { header: null, event: null },
      { header: [], event: [] },
      { header: { event_type: "" }, event: { type: "" } },
      { header: { event_type: 5 }, event: { type: {} } },
      { type: "url_verification", challenge: "c" },
    ];
    for (const body of bodies) assert.deepEqual(recogniseEnvelope(body), { ok: false, fault: "no_event_type" });
  });

  it("does not take an event type from a prototype", () => {
    assert.deepEqual(parse('{"__proto__":{"header":{"event_type":"x"}}}'), { ok: false, fault: "no_event_type" });
  });
});

function parse(body: string): EnvelopeResult {
  return parseEnvelope(new Uint8Array(Buffer.from(body)));
}

function typeOf(result: EnvelopeResult): string {
  return result.ok ? `${result.envelope.version} ${result.envelope.type}` : result.fault;
}
