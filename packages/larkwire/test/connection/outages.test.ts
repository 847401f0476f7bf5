import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { ManualClock, settle } from "../../../../test/support/manual-clock.ts";
import { cardActionBody } from "../support/bodies.ts";
import { live, mostPerHour, REAL_CONFIG, startRealistic } from "../support/live.ts";
import { runChild } from "../support/run-child.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const HOUR_MS = 3_600_000;

/** The longest wait between two attempts, and the longest an attempt can take: ten seconds for each of its steps. */
const RECOVERY_MS = 1.25 * 120_000 + 60_000;

/** A fault begins when this is called, and is over when what it returns is called. */
type Begin = (platform: ScriptedPlatform) => Promise<() => void>;

interface Fault {
  readonly begin: Begin;
  /** Whether an attempt ends by a time limit of the client alone. */
  readonly hangs: boolean;
}

/** A label of 64 characters is one too many, so the resolver says ENOTFOUND without asking the network. */
const UNKNOWN_HOST = `${"a".repeat(64)}.invalid`;

/** Discovery works, and names an address that does not. */
function namedAddress(url: string): Begin {
  return async (platform) => {
    platform.onDiscovery = () => platform.goodReply({ URL: url, ClientConfig: REAL_CONFIG });
    return () => undefined;
  };
}

function badDiscovery(onDiscovery: ScriptedPlatform["onDiscovery"]): Begin {
  return async (platform) => {
    platform.onDiscovery = onDiscovery;
    return () => undefined;
  };
}

function badUpgrade(onUpgrade: ScriptedPlatform["onUpgrade"]): Begin {
  return async (platform) => {
    platform.onUpgrade = onUpgrade;
    return () => undefined;
  };
}

/** Attempts hang. */
const hanging = (begin: Begin): Fault => ({ begin, hangs: true });

/** Attempts fail as soon as something is heard. */
const failing = (begin: Begin): Fault => ({ begin, hangs: false });

const FAULTS: Record<string, Fault> = {
  "the host is unknown": failing(namedAddress(`ws://${UNKNOWN_HOST}/ws/v2?device_id=1`)),
  "the connect hangs": hanging(async (platform) => {
    const listener = runChild("deaf-listener.ts", []);
    const [port] = (await once(listener.process.stdout ?? assert.fail(), "data")) as [Buffer];
    // They take the places in the queue.
    const fillers = Array.from({ length: 8 }, () => connect(Number(port), "127.0.0.1").on("error", () => undefined));
    await settle();
    await namedAddress(`ws://127.0.0.1:${Number(port)}/`)(platform);
    return () => {
      for (const filler of fillers) filler.destroy();
      listener[Symbol.dispose]();
    };
  }),
  "the connection is refused": failing(namedAddress("ws://127.0.0.1:9/")),
  "the host accepts and says nothing": hanging(async (platform) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await namedAddress(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`)(platform);
    return () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    };
  }),
  "discovery says nothing": hanging(badDiscovery(() => undefined)),
  "discovery answers 503": failing(badDiscovery((_seen, response) => void response.writeHead(503).end())),
  "discovery answers 429, and to come back in a minute": failing(
    badDiscovery((_seen, response) => void response.writeHead(429, { "retry-after": "60" }).end()),
  ),
  "discovery answers no JSON": failing(badDiscovery((_seen, response) => void response.end("<html>log in</html>"))),
  "discovery is busy": failing(badDiscovery(() => ({ code: 1, msg: "busy" }))),
  "there are too many connections": failing(badDiscovery(() => ({ code: 1000040350, msg: "limit" }))),
  "the handshake is never answered": hanging(badUpgrade(() => false)),
  "the handshake is refused": failing(
    badUpgrade((_request, socket) => {
      socket.end("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n");
      return false;
    }),
  ),
  "the handshake says that there are too many connections": failing(
    badUpgrade((_request, socket) => {
      const headers = "Handshake-Status: 514\r\nHandshake-Autherrcode: 1000040350\r\ncontent-length: 0";
      socket.end(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`);
      return false;
    }),
  ),
};

for (const [name, { begin, hangs }] of Object.entries(FAULTS)) {
  test(`a day in which ${name}: attempts stay rare, and the client is back soon after`, async (t) => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await using open = await startRealistic(platform, clock);
    const { client, connection } = open;
    const goodDiscovery = platform.onDiscovery;
    const end = await begin(platform);
    connection.webSocket.terminate();
    await connection.closed;
    const startedAt = clock.now();
    const attempts = await live(
      client,
      clock,
      () => clock.now() >= startedAt + 24 * HOUR_MS,
      () => hangs,
    );
    t.diagnostic(`${attempts.length} attempts in 24 h, at most ${mostPerHour(attempts)} in one`);
    assert.equal(client.state.name, "reconnecting");
    assert.ok(mostPerHour(attempts) <= 60, `${mostPerHour(attempts)} attempts in an hour`);
    assert.ok(attempts.length >= 24 * 20, `only ${attempts.length} attempts`);

    end();
    platform.onDiscovery = goodDiscovery;
    platform.onUpgrade = () => true;
    const overAt = clock.now();
    const { connectionAttempts } = client.health().statistics;
    await live(
      client,
      clock,
      () => client.state.name === "connected",
      () => hangs && client.health().statistics.connectionAttempts === connectionAttempts,
    );
    assert.ok(clock.now() - overAt <= RECOVERY_MS, `back after ${clock.now() - overAt} ms`);
    const [gap] = client.health().gaps.recent;
    assert.ok(gap !== undefined && gap.durationMs >= 24 * HOUR_MS);
    const next = await platform.opened.take();
    assert.equal((await next.ask(cardActionBody())).code, 200);
  });
}
