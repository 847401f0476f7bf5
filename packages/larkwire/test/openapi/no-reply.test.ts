// What goes wrong between the REST client and the platform, over real sockets: each has a code that says what is known.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { rejectionOf } from "../../../../test/support/rejection-of.ts";
import { OpenApiClient, type OpenApiClientOptions, OpenApiError, sendMessage } from "../../src/index.ts";
import { MemoryLogger } from "../support/memory-logger.ts";

const CALL = { method: "GET", path: "/open-apis/bot/v3/info" } as const;
const MESSAGE = {
  receive_id_type: "chat_id",
  receive_id: "oc_1",
  msg_type: "text",
  content: { text: "hello" },
} as const;

interface Peer extends AsyncDisposable {
  readonly api: OpenApiClient;
  /** The socket of each request that is no request for a token. */
  readonly sockets: Socket[];
}

/** A platform that gives tokens as it should; `listener` answers everything else. */
async function startPeer(listener: RequestListener, options: Partial<OpenApiClientOptions> = {}): Promise<Peer> {
  const sockets: Socket[] = [];
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    if (request.url?.includes("tenant_access_token")) {
      return reply(response, { code: 0, msg: "ok", tenant_access_token: "t-1", expire: 7_200 });
    }
    sockets.push(request.socket);
    return listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = new OpenApiClient({ appId: "cli_1", appSecret: "s", domain, logger: new MemoryLogger(), ...options });
  const close = async (): Promise<void> => {
    api.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { api, sockets, [Symbol.asyncDispose]: close };
}

function reply(response: ServerResponse, body: object): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

async function failureOf(call: Promise<unknown>): Promise<OpenApiError> {
  const error = await rejectionOf(call);
  assert.ok(error instanceof OpenApiError, String(error));
  return error;
}

test("no reply in time is api_timeout: the platform may have carried it out", async () => {
  const clock = new ManualClock();
  let onRequest: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    onRequest = resolve;
  });
  await using peer = await startPeer(() => onRequest(), { clock, limits: { requestTimeoutMs: 2_000 } });
  const failure = failureOf(peer.api.request(CALL));
  await arrived;
  await clock.advance(2_000);
  const { code, retryable, message } = await failure;
  assert.deepEqual([code, retryable], ["api_timeout", true]);
  assert.match(message, /2000 ms/);
});

for (const [what, breakOff] of [
  ["before the reply", (_request: IncomingMessage, response: ServerResponse) => void response.destroy()],
  [
    "in the middle of the reply",
    (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"code":0', () => response.destroy());
    },
  ],
] as const) {
  test(`a connection that breaks ${what} is api_connection_lost`, async () => {
    await using peer = await startPeer(breakOff);
    const { code, retryable } = await failureOf(peer.api.request(CALL));
    assert.deepEqual([code, retryable], ["api_connection_lost", true]);
  });
}

for (const [what, httpStatus, body, retryable] of [
  ["a login page", 200, "<html>Please log in</html>", false],
  ["an error page of a gateway", 502, "<html>Bad Gateway</html>", true],
  ["JSON without a code", 200, '{"data":{}}', false],
  ["a code that is text", 200, '{"code":"0"}', false],
  ["a list", 200, "[0]", false],
  ["more than is read", 200, `{"code":0,"data":"${"x".repeat(2_000)}"}`, false],
] as const) {
  test(`${what} is api_bad_reply`, async () => {
    await using peer = await startPeer((_request, response) => void response.writeHead(httpStatus).end(body), {
      limits: { maxReplyBytes: 1_024 },
    });
    const failure = await failureOf(peer.api.request(CALL));
    assert.deepEqual([failure.code, failure.retryable], ["api_bad_reply", retryable]);
    assert.ok(!failure.message.includes("x".repeat(100)));
  });
}

/** Answers on a socket once, and ends it when it is used again: as if it had been closed in that moment. */
function onceForEachSocket(): RequestListener {
  const used = new WeakSet<Socket>();
  return ({ socket }, response) => {
    if (used.has(socket)) return void socket.destroy();
    used.add(socket);
    reply(response, { code: 0, msg: "ok", data: { message_id: "om_1" } });
  };
}

test("a message with a uuid is sent again when its socket turns out to be closed, one without is not", async () => {
  await using peer = await startPeer(onceForEachSocket());
  await sendMessage(peer.api, MESSAGE);
  const { code } = await failureOf(sendMessage(peer.api, MESSAGE));
  assert.equal(code, "api_connection_lost");
  await sendMessage(peer.api, MESSAGE);
  const { message_id } = await sendMessage(peer.api, { ...MESSAGE, uuid: "once" });
  assert.equal(message_id, "om_1");
  assert.equal(new Set(peer.sockets).size, 3);
  assert.equal(peer.sockets.length, 5);
});
