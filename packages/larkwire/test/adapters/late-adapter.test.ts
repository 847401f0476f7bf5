import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { fetchHandler } from "../../src/adapters/fetch.ts";
import { nodeHandler } from "../../src/adapters/node.ts";
import { deferred } from "../../src/deferred.ts";
import { EventDispatcher, WebhookReceiver } from "../../src/index.ts";
import { MemoryLogger } from "../support/memory-logger.ts";
import { exchangeRaw, head } from "./support/exchange-raw.ts";
import { startServer } from "./support/running-server.ts";
import { ENCRYPT_KEY } from "./support/signed.ts";

const LIMIT = { timeout: 10_000 };
const HEADERS = { "content-type": "application/json", connection: "close" };

function receiver(logger: MemoryLogger = new MemoryLogger()): WebhookReceiver {
  return new WebhookReceiver({ dispatcher: new EventDispatcher(), encryptKey: ENCRYPT_KEY, logger });
}

test("a sender who has gone before the adapter is asked leaves nothing waiting", LIMIT, async () => {
  const handle = nodeHandler(receiver());
  const settled = deferred<void>();
  await using server = await startServer(async (request, response) => {
    // What a middleware in front may do: wait for something, a session say.
    await new Promise<void>((resolve) => request.once("close", resolve));
    await handle(request, response).then(settled.resolve, settled.reject);
  });
  const socket = connect({ host: "127.0.0.1", port: server.port });
  socket.write(`${head("/", { ...HEADERS, "content-length": "100" })}half of it`, () => socket.resetAndDestroy());
  await settled.promise;
});

test("an empty body whose end was waited for before is answered like any empty body", LIMIT, async () => {
  const handle = nodeHandler(receiver());
  await using server = await startServer(async (request, response) => {
    await once(request.resume(), "end");
    await handle(request, response);
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const { status } = await exchangeRaw(origin, [head("/", { ...HEADERS, "content-length": "0" })]);
  assert.equal(status, 401);
});

test("a body that something else is reading is reported like one that was read", LIMIT, async () => {
  const logger = new MemoryLogger();
  const request = new Request("http://localhost/", { method: "POST", headers: HEADERS, body: "{}" });
  request.body?.getReader();
  const response = await fetchHandler(receiver(logger))(request);
  assert.equal(response.status, 500);
  assert.equal(((await response.json()) as { code: string }).code, "raw_body_needed");
  assert.match(JSON.stringify(logger.lines), /hand fetchHandler the request before its body is read/);
});
