// The floor: the least a Node process can do with the same WebSocket library. It finds the payload in the frame's
// bytes, parses it, and answers with the request's own bytes around the new payload. No types, no limits, no checks.
import { WebSocket } from "ws";
import { reportCost } from "../report-cost.mjs";

const reply = await fetch(`${process.env.BENCH_ORIGIN}/callback/ws/endpoint`, {
  method: "POST",
  body: JSON.stringify({ AppID: "cli_0123456789abcdef", AppSecret: "secret" }),
});
const { data } = await reply.json();
const socket = new WebSocket(data.URL, { perMessageDeflate: false });
socket.on("message", (bytes) => {
  const { start, payload, end } = findPayload(bytes);
  const body = JSON.parse(payload.toString("utf8"));
  const answer = { toast: { type: "info", content: body.event.action.tag } };
  const bizRt = Buffer.from([0x2a, 11, 0x0a, 6, ...Buffer.from("biz_rt"), 0x12, 1, 0x30]);
  const base64 = Buffer.from(JSON.stringify(answer)).toString("base64");
  const ack = Buffer.from(`{"code":200,"data":"${base64}"}`);
  socket.send(
    Buffer.concat([bytes.subarray(0, start), bizRt, Buffer.from([0x42, ack.length]), ack, bytes.subarray(end)]),
  );
});
reportCost();

function findPayload(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const tag = varint();
    if ((tag & 7) === 0) {
      varint();
      continue;
    }
    const length = varint();
    if (tag >> 3 === 8) return { start, payload: bytes.subarray(at, at + length), end: at + length };
    at += length;
  }
  throw new Error("a frame without payload");
}
