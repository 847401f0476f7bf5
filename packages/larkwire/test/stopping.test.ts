import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { cardActionBody } from "./support/bodies.ts";
import { type RunningChild, runChild } from "./support/run-child.ts";
import { QUICK_CONFIG, ScriptedPlatform } from "./support/scripted-platform.ts";

/** Long enough for a loaded machine; a program with nothing to do ends in a small part of it. */
const DRAIN_MS = 20_000;

type Mode = "own" | "helper" | "idle";

function start(platform: ScriptedPlatform, mode: Mode, drainTimeoutMs: number = DRAIN_MS): RunningChild {
  return runChild("stop-on-signal.ts", [platform.origin, mode, String(drainTimeoutMs)]);
}

/** Tells the process to stop; returns how long it took, milliseconds. Whatever it prints is a fault. */
async function stop(child: RunningChild): Promise<number> {
  const startedAt = Date.now();
  child.process.kill("SIGTERM");
  const { exitCode, stdout, stderr } = await child.exited;
  assert.equal(exitCode, 0, stderr);
  assert.doesNotMatch(stderr, /Error| {4}at /);
  assert.equal(stdout.length, 0);
  return Date.now() - startedAt;
}

interface Phase {
  readonly modes: readonly Mode[];
  /** Brings a fresh platform's client into the phase. */
  readonly arrive: (platform: ScriptedPlatform, child: RunningChild) => Promise<unknown>;
  readonly prepare?: (platform: ScriptedPlatform) => void;
}

const BOTH = ["own", "helper"] as const;

const PHASES: Record<string, Phase> = {
  idle: { modes: ["idle"], arrive: async (_platform, { process }) => once(process.stderr ?? assert.fail(), "data") },
  discovering: {
    modes: BOTH,
    prepare: (platform) => {
      platform.onDiscovery = () => undefined;
    },
    arrive: (platform) => until(() => platform.discoveries.length === 2),
  },
  "in the handshake": {
    modes: BOTH,
    prepare: (platform) => {
      platform.onUpgrade = (_request, socket) => {
        socket.resume().once("end", () => socket.destroy());
        return false;
      };
    },
    arrive: (platform) => until(() => platform.upgrades.length === 2),
  },
  "waiting for the next attempt, never connected": {
    modes: BOTH,
    prepare: (platform) => {
      platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
    },
    arrive: (platform) => until(() => platform.discoveries.length >= 2 && platform.openSockets === 0),
  },
  connected: { modes: BOTH, arrive: (platform) => until(() => bothPinged(platform)) },
  "waiting for the next attempt after a loss": {
    modes: BOTH,
    prepare: (platform) => {
      const ClientConfig = { ...QUICK_CONFIG, ReconnectNonce: 120, ReconnectInterval: 600 };
      platform.onDiscovery = () => platform.goodReply({ ClientConfig });
      platform.pong = () => JSON.stringify(ClientConfig);
    },
    arrive: async (platform) => {
      await until(() => bothPinged(platform));
      platform.onDiscovery = (_seen, response) => void response.writeHead(503).end();
      for (const connection of platform.connections) connection.webSocket.close(1001);
      await until(() => platform.openSockets === 0);
    },
  },
};

function bothPinged({ connections }: ScriptedPlatform): boolean {
  return connections.length === 2 && connections.every(({ pings }) => pings.length > 0);
}

for (const [name, { arrive, modes, prepare }] of Object.entries(PHASES)) {
  for (const mode of modes) {
    test(`SIGTERM, ${name} (${mode}): the process ends at once, with nothing left open`, async () => {
      await using platform = await ScriptedPlatform.start();
      prepare?.(platform);
      using child = start(platform, mode);
      await arrive(platform, child);
      const closeCodes = platform.connections.map(({ closed }) => closed);
      const tookMs = await stop(child);
      assert.ok(tookMs < DRAIN_MS / 2, `${tookMs} ms`);
      if (name === "connected") assert.deepEqual(await Promise.all(closeCodes), [1000, 1000]);
      await until(() => platform.openSockets === 0);
    });
  }
}

for (const mode of BOTH) {
  test(`SIGTERM while handlers run (${mode}): their answers leave, then the close frames, then the process ends`, async () => {
    await using platform = await ScriptedPlatform.start();
    using child = start(platform, mode);
    await until(() => bothPinged(platform));
    const seen: string[] = [];
    const asked = platform.connections.map(async (connection, index) => {
      void connection.closed.then((code) => seen.push(`${index} closed with ${code}`));
      const { code } = await connection.ask(cardActionBody("500"));
      seen.push(`${index} answered ${code}`);
    });
    // The quick answer proves that the slow ones, sent before it, are running.
    await platform.connections[0]?.ask(cardActionBody("0"));
    const tookMs = await stop(child);
    await Promise.all([...asked, ...platform.connections.map(({ closed }) => closed)]);
    for (const index of [0, 1]) {
      const own = seen.filter((event) => event.startsWith(`${index} `));
      assert.deepEqual(own, [`${index} answered 200`, `${index} closed with 1000`]);
    }
    assert.ok(tookMs < DRAIN_MS / 2, `${tookMs} ms`);
  });
}

for (const mode of BOTH) {
  test(`SIGTERM while a work for later runs (${mode}): it ends before the process does`, async () => {
    await using platform = await ScriptedPlatform.start();
    using child = start(platform, mode);
    await until(() => bothPinged(platform));
    const answer = await platform.connections[0]?.ask(cardActionBody("-2500"));
    assert.equal(answer?.code, 200);
    const tookMs = await stop(child);
    assert.match((await child.exited).stderr, /worked on/);
    assert.ok(tookMs < DRAIN_MS / 2, `${tookMs} ms`);
  });
}

test("SIGTERM while a handler runs that does not end: the process ends after the drain time all the same", async () => {
  await using platform = await ScriptedPlatform.start();
  using child = start(platform, "helper", 300);
  await until(() => bothPinged(platform));
  const [connection] = platform.connections;
  connection?.push(cardActionBody("600000"));
  await connection?.ask(cardActionBody("0"));
  const tookMs = await stop(child);
  assert.ok(tookMs >= 300 && tookMs < DRAIN_MS, `${tookMs} ms`);
});

test("a second signal ends the process at once", async () => {
  await using platform = await ScriptedPlatform.start();
  using child = start(platform, "helper", 600_000);
  await until(() => bothPinged(platform));
  const [connection] = platform.connections;
  connection?.push(cardActionBody("600000"));
  await connection?.ask(cardActionBody("0"));
  child.process.kill("SIGTERM");
  // Turned away, so the first signal has been seen.
  for (let code = 200; code === 200; ) code = (await connection?.ask(cardActionBody("0")))?.code ?? 0;
  child.process.kill("SIGTERM");
  await child.exited;
  assert.equal(child.process.signalCode, "SIGTERM");
});
