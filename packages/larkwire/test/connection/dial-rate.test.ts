import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { live, mostPerHour, startRealistic } from "../support/live.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const HOUR_MS = 3_600_000;

/** Timing that invites a client to hammer. */
const HASTY_CONFIG = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 120 };

for (const livesMs of [0, 1_000, 31_000]) {
  test(`a platform that ends each connection after ${livesMs} ms and wants attempts at once gets 120 in an hour, and no more`, async (t) => {
    await using platform = await ScriptedPlatform.start();
    const clock = new ManualClock();
    await using open = await startRealistic(platform, clock);
    platform.onDiscovery = () => platform.goodReply({ ClientConfig: HASTY_CONFIG });
    platform.pong = () => JSON.stringify(HASTY_CONFIG);
    const dueToEnd = new Map<ScriptedPlatform["connections"][number], number>();
    const startedAt = clock.now();
    open.connection.webSocket.terminate();
    const attempts = await live(open.client, clock, () => {
      for (const connection of platform.connections) {
        if (!dueToEnd.has(connection)) dueToEnd.set(connection, clock.now() + livesMs);
        if ((dueToEnd.get(connection) ?? 0) <= clock.now()) connection.webSocket.terminate();
      }
      return clock.now() >= startedAt + 6 * HOUR_MS;
    });
    t.diagnostic(`${attempts.length} attempts in 6 h, at most ${mostPerHour(attempts)} in one`);
    assert.ok(mostPerHour(attempts) <= 120);
    assert.ok(attempts.length > 6 * 60);
  });
}
