import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ACK_CODE, ackFrame, decodeAck, type Frame } from "../../src/index.ts";

const REQUEST: Frame = {
  seqId: 18_446_744_073_709_551_615n,
  logId: 9_007_199_254_740_993n,
  service: 33_554_678,
  method: 1,
  headers: [
    { key: "type", value: "event" },
    { key: "instance_id", value: "abc" },
    { key: "type", value: "card" },
  ],
  payloadEncoding: "",
  payloadType: "json",
  payload: Buffer.from("{}"),
  logIdNew: "log",
};

describe("ackFrame", () => {
  it("echoes everything but the payload, and appends biz_rt", () => {
    const { payload, ...echoed } = ackFrame(REQUEST, { code: ACK_CODE.ok }, 151);
    const { payload: _, ...request } = REQUEST;
    assert.deepEqual(echoed, { ...request, headers: [...REQUEST.headers, { key: "biz_rt", value: "151" }] });
    assert.equal(text(payload), '{"code":200}');
  });

  it("leaves the request as it was", () => {
    const before = structuredClone(REQUEST);
    ackFrame(REQUEST, { code: ACK_CODE.ok, answerJson: "{}" }, 1);
    assert.deepEqual(structuredClone(REQUEST), before);
  });

  it("carries the answer as base64 of its UTF-8 JSON", () => {
    const answerJson = '{"toast":{"content":"審批 ✅ \\u0000"}}';
    const payload = text(ackFrame(REQUEST, { code: ACK_CODE.ok, answerJson }, 1).payload);
    const { code, data } = JSON.parse(payload) as { code: number; data: string };
    assert.deepEqual({ code, answer: Buffer.from(data, "base64").toString("utf8") }, { code: 200, answer: answerJson });
  });

  it("says in biz_rt whole milliseconds, never a negative number and never none", () => {
    const bizRt = (durationMs: number) =>
      ackFrame(REQUEST, { code: ACK_CODE.failed }, durationMs).headers.at(-1)?.value;
    assert.deepEqual([0.4, 1.5, -151, Number.NaN, 3000].map(bizRt), ["0", "2", "0", "0", "3000"]);
  });

  it("reads back as what was said, for answers of every length modulo 3", () => {
    for (const answerJson of ["", "{}", '"a"', '"é"', `"${"審".repeat(5_000)}"`]) {
      const { payload } = ackFrame(REQUEST, { code: 200, answerJson }, 1);
      assert.deepEqual(decodeAck(payload ?? new Uint8Array(0)), { ok: true, ack: { code: 200, answerJson } });
    }
  });
});

describe("decodeAck", () => {
  const read = (json: string) => decodeAck(Buffer.from(json));

  it("reads what the official clients send without an answer", () => {
    for (const json of ['{"code":200}', '{"code":200,"headers":null,"data":null}', '{"code":200,"headers":{}}']) {
      assert.deepEqual(read(json), { ok: true, ack: { code: 200 } });
    }
  });

  it("reads an answer", () => {
    assert.deepEqual(read('{"code":500,"data":"e30="}'), { ok: true, ack: { code: 500, answerJson: "{}" } });
  });

  it("refuses what is not a JSON object", () => {
    for (const json of ["", "{", "null", "200", '"200"', "[200]"]) {
      assert.deepEqual(read(json), { ok: false, fault: "not_json" });
    }
    assert.deepEqual(decodeAck(Uint8Array.of(0xff, 0xfe)), { ok: false, fault: "not_json" });
  });

  it("refuses a body without a numeric code", () => {
    for (const json of ["{}", '{"code":"200"}', '{"code":null}']) {
      assert.deepEqual(read(json), { ok: false, fault: "no_code" });
    }
  });

  it("refuses data that is not padded base64 text, such as the empty array some clients send", () => {
    for (const data of ["[]", "{}", "1", "false", '"e30"', '"e3"', '"e"', '"e30=="', '"e-_="', '"e30=\\n"', '"===="']) {
      assert.deepEqual(read(`{"code":200,"data":${data}}`), { ok: false, fault: "bad_data" }, data);
    }
  });
});

function text(payload: Uint8Array | undefined): string {
  return Buffer.from(payload ?? []).toString("utf8");
}
