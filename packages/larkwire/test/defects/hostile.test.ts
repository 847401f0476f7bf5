import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { encodeWire } from "../../../protocol/test/support/wire-frame.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { dataFrame, type ScriptedConnection } from "../support/scripted-connection.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const whole = Buffer.from(encodeWire(dataFrame(cardActionBody(), "m-whole")));

const malformed: Record<string, (connection: ScriptedConnection) => void> = {
  "garbage bytes": ({ webSocket }) => webSocket.send(Buffer.from("ffffffffffffffffffffffff", "hex")),
  "a text message": ({ webSocket }) => webSocket.send("hello"),
  "an empty message": ({ webSocket }) => webSocket.send(Buffer.alloc(0)),
  "a frame without its required fields": ({ webSocket }) =>
    webSocket.send(Buffer.from("2a080a0474797065120474", "hex")),
  "a header without key and value": ({ webSocket }) => webSocket.send(Buffer.from("08001000180020012a00", "hex")),
  "a frame cut short": ({ webSocket }) => webSocket.send(whole.subarray(0, whole.length - 5)),
  "a frame without headers": (connection) => connection.push(cardActionBody(), { headers: [] }),
  "a body that is no JSON": (connection) => connection.push('{"schema":'),
  "a body of JSON null": (connection) => connection.push("null"),
  "a gzip body": (connection) =>
    connection.push(gzipSync(JSON.stringify(cardActionBody())), { payloadEncoding: "gzip" }),
  "an empty pong": (connection) => connection.sendPong(""),
  "a pong without payload": (connection) => connection.sendPong(null),
  "a pong of garbage": (connection) => connection.sendPong(Buffer.of(0xff, 0x00, 0xfe)),
  "an unknown type": (connection) => connection.push(cardActionBody(), { type: "nobody-knows" }),
  "a ping from the platform": (connection) =>
    connection.sendFrame({ SeqID: 0n, LogID: 0n, service: 1, method: 0, headers: [{ key: "type", value: "ping" }] }),
};

test("D31: after any malformed frame the connection lives and the next callback is answered", async (t) => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  for (const [name, send] of Object.entries(malformed)) {
    await t.test(name, async () => {
      send(open.connection);
      assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    });
  }
  assert.equal(platform.connections.length, 1);
  assert.ok(open.client.health().statistics.badFrames >= 3);
});

test("D31: bytes that are no WebSocket at all cost one connection, and the next one answers", async () => {
  await using platform = await ScriptedPlatform.start();
  let raw: { write(bytes: Buffer): void } | undefined;
  platform.onUpgrade = (_request, socket) => {
    raw = socket;
    return true;
  };
  await using open = await openClient(platform);
  raw?.write(Buffer.from("HTTP/1.1 500 what\r\n\r\n"));
  const next = await platform.opened.take();
  assert.equal((await next.ask(cardActionBody())).code, 200);
  assert.equal(open.client.health().statistics.connectionsOpened, 2);
});

test("a frame of an unknown method is ignored, even with a click inside", async () => {
  await using platform = await ScriptedPlatform.start();
  let handled = 0;
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => {
    handled += 1;
  });
  await using open = await openClient(platform, { dispatcher });
  open.connection.sendFrame({ ...dataFrame(cardActionBody(), "m-method-7"), method: 7 });
  await open.connection.ask(cardActionBody());
  assert.equal(handled, 1);
  assert.equal(open.connection.answers.total, 1);
});

test("event types of a megabyte leave little behind, in memory and in the log", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform);
  for (const letter of "abcdefghij") await open.connection.ask(p2Body(letter.repeat(900_000), {}));
  const kept = [...Object.keys(open.client.health().unknownTypes)];
  assert.deepEqual([kept.length, Math.max(...kept.map((name) => name.length))], [10, 200]);
  assert.ok(JSON.stringify(open.logger.lines).length < 200_000);
});

test("a closed client lets go of its abort signal", async () => {
  await using platform = await ScriptedPlatform.start();
  const abort = new AbortController();
  const open = await openClient(platform, { signal: abort.signal });
  assert.equal(getEventListeners(abort.signal, "abort").length, 1);
  await open.client.close();
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
});
