import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { nodeHandler } from "../../src/adapters/node.ts";
import { EventDispatcher, WebhookReceiver } from "../../src/index.ts";
import { heldMib } from "../support/heap.ts";
import { head } from "./support/exchange-raw.ts";
import { startServer } from "./support/running-server.ts";
import { ENCRYPT_KEY } from "./support/signed.ts";

const PIECES = 200_000;

test(`a stranger's body in ${PIECES} pieces of a byte costs its bytes, not its pieces`, async () => {
  const dispatcher = new EventDispatcher();
  const receiver = new WebhookReceiver({ dispatcher, encryptKey: ENCRYPT_KEY, logLevel: "silent" });
  await using server = await startServer(nodeHandler(receiver));
  const before = heldMib();
  const socket = await connected(server.port);
  const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
  const sent = Buffer.from(head("/", headers) + "1\r\nx\r\n".repeat(PIECES));
  socket.write(sent);
  await until(() => server.bytesRead === sent.length);
  const heldFor = heldMib() - before;
  socket.destroy();
  assert.ok(heldFor < 10, `${heldFor} MiB for ${PIECES} bytes`);
});

async function connected(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  await new Promise((resolve) => socket.once("connect", resolve));
  return socket;
}
