import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import type { ClusterMode } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

/** Who gets each of six events, by the order in which the clients connected; the first is cut after the third event. */
async function recipients(t: Parameters<typeof startWorld>[0], clusterMode: ClusterMode): Promise<number[]> {
  const { emulator, app } = await startWorld(t, { delivery: { clusterMode } });
  const peers: Peer[] = [];
  for (let count = 0; count < 3; count++) peers.push(await Peer.connect(emulator, app));
  const ids = app.connections.map(({ connectionId }) => connectionId);
  for (const peer of peers) void peer.answerAll();
  const chosen: number[] = [];
  for (let count = 0; count < 6; count++) {
    if (count === 3) {
      peers[0]?.socket.close();
      await until(() => app.connections.length === 2);
    }
    const { connectionId = "" } = await app.deliverEvent({ type: "x", event: {} });
    chosen.push(ids.indexOf(connectionId));
  }
  return chosen;
}

test("round_robin takes the clients in turn", async (t) => {
  assert.deepEqual(await recipients(t, "round_robin"), [0, 1, 2, 1, 2, 1]);
});

test("sticky stays with one client while it is open", async (t) => {
  assert.deepEqual(await recipients(t, "sticky"), [0, 0, 0, 1, 1, 1]);
});
