import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { json } from "node:stream/consumers";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { systemClock } from "../../src/clock.ts";
import { DialError } from "../../src/network/dial-step.ts";
import { Network } from "../../src/network/network.ts";
import { type PlatformReply, type PlatformRequest, RequestError } from "../../src/network/platform-request.ts";

/** A server, and how many sockets came to it. Disposing ends them all. */
interface Peer extends AsyncDisposable {
  readonly port: number;
  readonly sockets: Socket[];
}

async function listen(server: Server): Promise<Peer> {
  const sockets: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    sockets.push(socket);
    socket.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const bytesRead = (peer: Peer): number => peer.sockets.reduce((sum, socket) => sum + socket.bytesRead, 0);

const httpPeer = (listener: RequestListener): Promise<Peer> => listen(createServer({ keepAliveTimeout: 0 }, listener));

function makeNetwork(clock = systemClock): Network & Disposable {
  const network = new Network({ clock, proxy: false, ca: undefined, dialStepTimeoutMs: 10_000 });
  return Object.assign(network, { [Symbol.dispose]: () => network.close() });
}

function ask(network: Network, peer: Peer, options: Partial<PlatformRequest> = {}): Promise<PlatformReply> {
  const url = new URL(`http://127.0.0.1:${peer.port}/open-apis/x?page=1`);
  return network.request({ method: "POST", url, timeoutMs: 10_000, maxReplyBytes: 1_000, ...options });
}

async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, headers } = request;
  const body = (headers["content-length"] ?? "0") === "0" ? null : await json(request);
  response.setHeader("x-tt-logid", "log-1");
  response.writeHead(method === "GET" ? 404 : 200);
  response.end(JSON.stringify({ method, url, type: headers["content-type"], token: headers.authorization, body }));
}

test("a request has its method, path, headers and JSON body, and any status is a reply", async () => {
  await using peer = await httpPeer(echo);
  using network = makeNetwork();
  const headers = { authorization: "Bearer t" };
  const patched = await ask(network, peer, { method: "PATCH", headers, body: { content: "卡片" } });
  assert.deepEqual([patched.status, patched.headers["x-tt-logid"]], [200, "log-1"]);
  assert.deepEqual(JSON.parse(patched.body), {
    method: "PATCH",
    url: "/open-apis/x?page=1",
    type: "application/json",
    token: "Bearer t",
    body: { content: "卡片" },
  });
  const got = await ask(network, peer, { method: "GET" });
  assert.equal(got.status, 404);
  assert.deepEqual(JSON.parse(got.body), { method: "GET", url: "/open-apis/x?page=1", body: null });
});

test("requests one after another share a socket, at the same time they do not; keepAlive: false never does", async () => {
  await using peer = await httpPeer(echo);
  using network = makeNetwork();
  for (let round = 0; round < 5; round++) await ask(network, peer, { body: {} });
  assert.equal(peer.sockets.length, 1);
  await Promise.all([1, 2, 3].map(() => ask(network, peer, { body: {} })));
  assert.equal(peer.sockets.length, 3);
  await ask(network, peer, { keepAlive: false });
  assert.equal(peer.sockets.length, 4);
  await until(() => peer.sockets[3]?.destroyed === true);
});

test("a socket that waited and was closed meanwhile is replaced without a word, but a POST is not sent twice", async () => {
  const seen: string[] = [];
  await using peer = await httpPeer((request, response) => {
    seen.push(request.method ?? "");
    // The first request of each socket is answered, the second finds it closed.
    if (seen.length % 2 === 1) response.end("{}");
    else request.socket.destroy();
  });
  using network = makeNetwork();
  await ask(network, peer);
  assert.equal((await ask(network, peer, { method: "PATCH" })).status, 200);
  await assert.rejects(ask(network, peer, { body: {} }), { name: "RequestError", fault: "broken", wasIdle: true });
  await ask(network, peer);
  assert.equal((await ask(network, peer, { isRepeatable: true })).status, 200);
  assert.deepEqual(seen, ["POST", "PATCH", "PATCH", "POST", "POST", "POST", "POST"]);
});

test("a reply that is too long, broken off, no HTTP or a switch of protocols is an error that says so", async () => {
  const head = "HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n";
  for (const [bytes, fault] of [
    [head + "x".repeat(2000), "reply_too_large"],
    [`${head}x`, "broken"],
    ["SSH-2.0-OpenSSH\r\n", "broken"],
    ["", "broken"],
    ["HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "no_http"],
  ] as const) {
    await using peer = await listen(createTcpServer((socket) => void socket.once("data", () => socket.end(bytes))));
    using network = makeNetwork();
    await assert.rejects(ask(network, peer), { name: "RequestError", fault }, JSON.stringify(bytes));
    await until(() => peer.sockets[0]?.destroyed === true);
  }
});

test("a peer that never answers, or never ends, is given up after the time limit", async () => {
  for (const bytes of ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1"]) {
    await using peer = await listen(createTcpServer((socket) => void socket.once("data", () => socket.write(bytes))));
    const clock = new ManualClock();
    using network = makeNetwork(clock);
    const refused = assert.rejects(ask(network, peer), { name: "RequestError", fault: "timeout" });
    await until(() => bytesRead(peer) > 0);
    await clock.advance(9_999);
    const socket = peer.sockets[0];
    assert.equal(socket?.destroyed, false);
    await clock.advance(1);
    await refused;
    await until(() => socket?.destroyed === true);
    assert.deepEqual(clock.pendingDelaysMs, []);
  }
});

test("an aborted request is over at once, while it dials and while it waits for its reply", async () => {
  await using peer = await listen(createTcpServer());
  for (const keepAlive of [true, false]) {
    using network = makeNetwork();
    const reason = new Error("nobody wants it any more");
    await assert.rejects(ask(network, peer, { signal: AbortSignal.abort(reason) }), reason);
    const controller = new AbortController();
    const dialling = ask(network, peer, { signal: controller.signal, keepAlive });
    controller.abort(reason);
    await assert.rejects(dialling, reason);
    const other = new AbortController();
    const before = bytesRead(peer);
    const waiting = ask(network, peer, { signal: other.signal, keepAlive });
    await until(() => bytesRead(peer) > before);
    other.abort(reason);
    await assert.rejects(waiting, reason);
  }
});

test("a host that cannot be reached is a DialError: the request never left", async () => {
  const peer = await listen(createTcpServer());
  await peer[Symbol.asyncDispose]();
  using network = makeNetwork();
  for (const keepAlive of [true, false]) {
    await assert.rejects(
      ask(network, peer, { keepAlive }),
      (error) => error instanceof DialError && error.step === "tcp",
    );
  }
});

test("close() ends what runs and what waits", async () => {
  await using peer = await httpPeer((request, response) => {
    if (request.method === "GET") response.end("{}");
  });
  const network = makeNetwork();
  const refused = assert.rejects(ask(network, peer, { body: {} }), RequestError);
  await ask(network, peer, { method: "GET" });
  await until(() => peer.sockets.length === 2);
  network.close();
  await refused;
  await until(() => peer.sockets.every((socket) => socket.destroyed));
});
