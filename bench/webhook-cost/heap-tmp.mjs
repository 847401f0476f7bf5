import { createCipheriv, createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { Session } from "node:inspector/promises";
import { EventDispatcher, WebhookReceiver } from "larkwire/webhook";

const KEY = "bench-encrypt-key-0123456789",
  TOKEN = "066zT6pS4QCbgj5Do145GfDbbagCHGgF";
const cb = process.argv[2];
const dup = process.argv[3] !== "nodup";
const key = createHash("sha256").update(KEY).digest();
function sealed() {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const plain = cb.replace(/(?<="event_id":")\w+/, randomBytes(16).toString("hex"));
  const encrypt = Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString("base64");
  const body = Buffer.from(JSON.stringify({ encrypt }));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString("hex");
  const signature = createHash("sha256").update(`${timestamp}${nonce}${KEY}`).update(body).digest("hex");
  return {
    method: "POST",
    path: "/x",
    body,
    headers: {
      host: "a",
      "user-agent": "Go",
      "content-length": "1",
      "content-type": "application/json;charset=utf-8",
      "x-lark-request-nonce": nonce,
      "x-lark-request-timestamp": timestamp,
      "x-lark-signature": signature,
      "x-request-id": "abc",
    },
  };
}
const dispatcher = new EventDispatcher(dup ? {} : { duplicates: false }).on("card.action.trigger", async (data) => ({
  toast: { type: "info", content: data.event.action.tag },
}));
const rx = new WebhookReceiver({ dispatcher, encryptKey: KEY, verificationToken: TOKEN });
for (let i = 0; i < 10000; i++) await rx.handle(sealed());
const N = 20000,
  R = 4;
let tot = 0;
const sess = new Session();
sess.connect();
await sess.post("HeapProfiler.enable");

const profs = [];
for (let k = 0; k < R; k++) {
  const reqs = Array.from({ length: N }, sealed);
  globalThis.gc();
  const t = process.cpuUsage();
  async function measured() {
    for (const r of reqs) {
      const a = await rx.handle(r);
      a.sent();
    }
  }
  await sess.post("HeapProfiler.startSampling", {
    samplingInterval: 1024,
    includeObjectsCollectedByMinorGC: true,
    includeObjectsCollectedByMajorGC: true,
  });
  await measured();
  const { profile: hp } = await sess.post("HeapProfiler.stopSampling");
  if (k === 3) {
    fs.writeFileSync("/tmp/hp.json", JSON.stringify(hp));
  }
  const d = process.cpuUsage(t);
  tot += d.user + d.system;
}

console.log("us", tot / N / R);
process.exit(0);
