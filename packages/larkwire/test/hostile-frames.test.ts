import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../test/support/random.ts";
import { until } from "../../../test/support/until.ts";
import { encodeWire } from "../../protocol/test/support/wire-frame.ts";
import { cardActionBody, p1Body, p2Body, urlPreviewBody } from "./support/bodies.ts";
import { type RunningChild, runChild } from "./support/run-child.ts";
import { dataFrame, type ScriptedConnection } from "./support/scripted-connection.ts";
import { ScriptedPlatform } from "./support/scripted-platform.ts";

const random = seededRandom(20_260_101);

function below(bound: number): number {
  return Math.floor(random() * bound);
}

const pong = { SeqID: 0n, LogID: 0n, service: 1, method: 0, headers: [{ key: "type", value: "pong" }] };
const part = dataFrame(cardActionBody(), "m-part");
for (const header of part.headers) if (header.key === "sum") header.value = "3";

/** Sound frames of every kind, to be damaged. */
const SOUND = [
  dataFrame(cardActionBody(), "m-click"),
  dataFrame(urlPreviewBody(), "m-preview"),
  dataFrame(p2Body("im.message.receive_v1", { message: { content: "{}" } }), "m-message"),
  dataFrame(p1Body("out_approval", {}), "m-approval"),
  dataFrame(cardActionBody(), "m-card", { type: "card" }),
  part,
  { ...pong, payload: Buffer.from('{"PingInterval":90,"ReconnectInterval":1,"ReconnectNonce":0}') },
].map((frame) => Buffer.from(encodeWire(frame)));

function randomBytes(): Buffer {
  return Buffer.from(Array.from({ length: below(200) }, () => below(256)));
}

/** A sound frame with one to eight bytes changed, and now and then cut, doubled or with bytes put in. */
function damaged(): Buffer {
  let frame = Buffer.from(SOUND[below(SOUND.length)] ?? "");
  for (let changes = 1 + below(8); changes > 0; changes--) frame[below(frame.length)] = below(256);
  const at = below(frame.length);
  if (below(4) === 0) frame = frame.subarray(0, at);
  if (below(8) === 0) frame = Buffer.concat([frame, frame]);
  if (below(8) === 0) frame = Buffer.concat([frame.subarray(0, at), randomBytes(), frame.subarray(at)]);
  return frame;
}

async function sendHostile(connection: ScriptedConnection, count: number): Promise<void> {
  const { webSocket } = connection;
  for (let sent = 1; sent <= count; sent++) {
    if (below(100) === 0) webSocket.send(randomBytes().toString("latin1"));
    else webSocket.send(below(3) === 0 ? randomBytes() : damaged());
    if (sent % 500 === 0) await until(() => webSocket.bufferedAmount === 0);
  }
}

/** Asks for an answer, which comes after everything sent before was read, and gives what the client holds. */
async function heldByClient(connection: ScriptedConnection): Promise<number> {
  const { code, answer } = await connection.ask(cardActionBody("measure"));
  assert.equal(code, 200);
  return Number((answer as { toast: { content: string } }).toast.content);
}

async function startClient(
  platform: ScriptedPlatform,
): Promise<{ child: RunningChild; connection: ScriptedConnection }> {
  const child = runChild("hostile-client.ts", [platform.origin]);
  return { child, connection: await platform.opened.take() };
}

test("100,000 random and damaged frames leave the client connected, answering, and no bigger", async () => {
  await using platform = await ScriptedPlatform.start();
  const { child, connection } = await startClient(platform);
  using _ = child;
  await sendHostile(connection, 20_000);
  const early = await heldByClient(connection);
  await sendHostile(connection, 80_000);
  const late = await heldByClient(connection);
  assert.ok(late - early < 2, `${early} MiB after 20,000 frames, ${late} MiB after 100,000`);
  assert.equal(platform.connections.length, 1);
  assert.equal(child.process.exitCode, null);

  child.process.kill("SIGTERM");
  const { stdout, stderr } = await child.exited;
  assert.equal(stdout.length, 0);
  assert.ok(stderr.length < 64 * 1024, `${stderr.length} bytes of log`);
});

test("a frame over maxFrameBytes costs the connection, and the next one answers", async () => {
  await using platform = await ScriptedPlatform.start();
  const { child, connection } = await startClient(platform);
  using _ = child;
  connection.push("x".repeat(1024 * 1024));
  assert.equal(await connection.closed, 1009);
  const next = await platform.opened.take();
  await heldByClient(next);
});
