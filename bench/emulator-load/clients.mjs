// The clients in a process of their own: bare WebSockets that send each frame's own bytes back around an answer, so that
// what is measured is the emulator. The payload is the last field of a frame of ours, as of the official encoders.
import { decodeFrame, encodeFrame, FRAME_METHOD } from "@larkwire/protocol";
import { WebSocket } from "ws";

const { url, apps, connections } = JSON.parse(process.argv[2]);
const AT_ONCE = 50;
const ANSWER = new TextEncoder().encode(
  JSON.stringify({
    code: 200,
    data: Buffer.from(JSON.stringify({ toast: { type: "success", content: "ok" } })).toString("base64"),
  }),
);

async function connect({ appId: AppID, appSecret: AppSecret }) {
  const body = JSON.stringify({ AppID, AppSecret });
  const response = await fetch(`${url}/callback/ws/endpoint`, { method: "POST", body });
  const { data } = await response.json();
  const socket = new WebSocket(data.URL, { perMessageDeflate: false });
  socket.on("message", (bytes) => answer(socket, bytes));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
}

function answer(socket, bytes) {
  const result = decodeFrame(bytes);
  if (!result.ok || result.frame.method !== FRAME_METHOD.data) return;
  socket.send(encodeFrame({ ...result.frame, payload: ANSWER }));
}

process.on("message", () => process.send({ usage: process.cpuUsage(), rss: process.memoryUsage().rss }));
process.on("SIGTERM", () => process.exit(0));
for (let opened = 0; opened < connections; opened += AT_ONCE) {
  const some = Array.from({ length: Math.min(AT_ONCE, connections - opened) }, (_, at) => opened + at);
  await Promise.all(some.map((number) => connect(apps[number % apps.length])));
}
process.send("connected");
