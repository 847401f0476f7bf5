import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("a connection is ended as a test says: closed with 1001, or cut without a word", async (t) => {
  const { app, emulator } = await startWorld(t);
  for (const [how, code] of [
    ["close", 1001],
    ["cut", 1006],
  ] as const) {
    const [victim, other] = [await Peer.connect(emulator, app), await Peer.connect(emulator, app)];
    const [{ connectionId } = { connectionId: "" }] = app.connections;
    assert.equal(app.disconnect(connectionId, how), true);
    assert.equal(await victim.closed, code);
    await until(() => app.connections.length === 1);
    assert.equal(app.disconnect(connectionId, how), false, "it is gone");
    other.socket.close();
    await until(() => app.connections.length === 0);
  }
});
