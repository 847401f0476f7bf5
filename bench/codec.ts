// Our frame codec beside protobufjs and @bufbuild/protobuf, in one process and in interleaved rounds:
//   npx tsx bench/codec.ts
// The numbers that count are the ratios; decisions/0001-frame-codec.md rests on them.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  ackFrame,
  DEFAULT_REASSEMBLY_LIMITS,
  decodeFrame,
  encodeFrame,
  type Frame,
  parseEnvelope,
  Reassembler,
  splitMessage,
} from "@larkwire/protocol";
import { bufbuildFrame, protobufjsFrame, wireFrameOf } from "../packages/protocol/test/support/reference-codecs.ts";
import { medianRates } from "./support/median-rates.ts";

const REQUEST = cardCallback();
const ANSWER = ackFrame(REQUEST, { code: 200, answerJson: JSON.stringify({ toast: { content: "已通过" } }) }, 42);
const REQUEST_BYTES = Buffer.from(encodeFrame(REQUEST));
const PROTOBUFJS_ANSWER = protobufjsFrame.create(protobufjsFields(ANSWER));
const BUFBUILD_ANSWER = create(bufbuildFrame, wireFrameOf(ANSWER));

compare("decode a card callback", {
  larkwire: () => decodeFrame(REQUEST_BYTES),
  protobufjs: () => protobufjsFrame.decode(REQUEST_BYTES),
  "@bufbuild/protobuf": () => fromBinary(bufbuildFrame, REQUEST_BYTES),
});
compare("encode its answer", {
  larkwire: () => encodeFrame(ANSWER),
  protobufjs: () => protobufjsFrame.encode(PROTOBUFJS_ANSWER).finish(),
  "@bufbuild/protobuf": () => toBinary(bufbuildFrame, BUFBUILD_ANSWER),
});
compare("beside the codec", {
  "decode and encode": () => [decodeFrame(REQUEST_BYTES), encodeFrame(ANSWER)],
  "make the answer frame": () => ackFrame(REQUEST, { code: 200, answerJson: '{"toast":{"content":"ok"}}' }, 42),
  "parse the envelope": () => parseEnvelope(REQUEST.payload ?? new Uint8Array(0)),
});
compare("join a split message: twice the parts, twice the time", {
  "250 parts": reassembly(250),
  "500 parts": reassembly(500),
  "1000 parts": reassembly(1_000),
});

function compare(title: string, candidates: Record<string, () => unknown>): void {
  console.log(`\n${title}`);
  const rates = medianRates(candidates);
  const [first = 1] = Object.values(rates);
  for (const [name, rate] of Object.entries(rates)) {
    console.log(
      `  ${name.padEnd(24)} ${Math.round(rate).toLocaleString("en").padStart(12)} /s  ${(rate / first).toFixed(2)}`,
    );
  }
}

/** As the platform sends it: seven headers and about 900 bytes of JSON. */
function cardCallback(): Frame {
  const header = { event_id: "f7984f25108f8137722bb63cee927e66", token: "", create_time: "1754550000123456" };
  const ids = { open_id: "ou_3c14f3a59eaf2825dbe25359f15768e5", union_id: "on_cad4860e7af114fb4ff6c5d496d1dd76" };
  const body = {
    schema: "2.0",
    header: {
      ...header,
      event_type: "card.action.trigger",
      tenant_key: "736588c9260f175d",
      app_id: "cli_a5ca35a685b0x26e",
    },
    event: {
      operator: { ...ids, tenant_key: "736588c9260f175d", user_id: "ou_3c14f3a59eaf2825" },
      token: "c-295ee57216a5dc9de90fefd0aadb4b1d7d3dd0a5",
      action: {
        value: { key: "approve", note: "审批通过" },
        tag: "button",
        name: "approve",
        timezone: "Asia/Shanghai",
      },
      form_value: { reason: "x".repeat(180) },
      context: {
        open_message_id: "om_574d639e4a44e4dd646eaf628e2fd5a2",
        open_chat_id: "oc_e4d2605ca917e695f54f11aaf56351",
      },
    },
  };
  const headers = {
    type: "event",
    message_id: "5d4b7c1e-2f0a-4a3c-9a51-0c3f5a1d7e42",
    sum: "1",
    seq: "0",
    trace_id: "7f3c0f2b9d1e4c55a6b7c8d9e0f10213",
    timestamp: "1754550000123",
    instance_id: "vQf3nX0Zk2mB7sJ1c9aU4tYw8eR6hLpDvQf3nX0Zk2m=",
  };
  return {
    seqId: 7_641_234_567_890_123_457n,
    logId: 1_844_674_407_370_955_161n,
    service: 33_554_678,
    method: 1,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    payload: new Uint8Array(Buffer.from(JSON.stringify(body))),
  };
}

function protobufjsFields(frame: Frame): Record<string, unknown> {
  const { SeqID, LogID, ...rest } = wireFrameOf(frame);
  return protobufjsFrame.fromObject({ ...rest, SeqID: String(SeqID), LogID: String(LogID) });
}

/** Joins a message of `count` parts of 1,000 bytes. */
function reassembly(count: number): () => unknown {
  const parts = splitMessage({ ...REQUEST, payload: new Uint8Array(count * 1_000) }, 1_000);
  const reassembler = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, () => undefined);
  return () => parts.map((part) => reassembler.push(part, 0)).at(-1);
}
