import assert from "node:assert/strict";
import { test } from "node:test";
import { type Emulator, startEmulator } from "@larkwire/emulator";
import { EventDispatcher } from "larkwire";
import { cardWithButtons } from "../support/cards.ts";
import { type StartedClient, startClient } from "./support/start-client.ts";

/** Every platform gives its apps these same credentials, so that only the address tells them apart. */
const APPS = [
  { appId: "cli_000000000000000a", appSecret: "secret-of-the-first-app" },
  { appId: "cli_000000000000000b", appSecret: "secret-of-the-second-app" },
];

async function startBots(emulator: Emulator, platform: string): Promise<StartedClient[]> {
  const starting = APPS.map((options) => {
    const app = emulator.createApp(options);
    const dispatcher = new EventDispatcher().on("card.action.trigger", (data) => ({
      toast: { type: "info", content: `${platform} ${app.appId} got ${data.header.app_id}` },
    }));
    return { app, dispatcher };
  }).map(async ({ app, dispatcher }) => ({ app, started: await startClient({ emulator, app }, dispatcher) }));
  const bots = await Promise.all(starting);
  const alice = emulator.createUser({ name: "Alice" });
  for (const { app } of bots) {
    const { code, toast } = await alice.openChat(app).postCard(cardWithButtons("Approve")).click("Approve");
    assert.deepEqual({ code, text: toast?.content }, { code: 0, text: `${platform} ${app.appId} got ${app.appId}` });
    assert.equal(app.connections.length, 1);
  }
  return bots.map(({ started }) => started);
}

test("two apps on each of two platforms in one process hear only what is theirs", async () => {
  await using one = await startEmulator();
  await using other = await startEmulator();
  const clients = [...(await startBots(one, "one")), ...(await startBots(other, "other"))];
  assert.deepEqual([one.deliveries.length, other.deliveries.length], [2, 2]);
  for (const { client } of clients) assert.equal(client.health().statistics.received, 1);
  await one.close();
  assert.deepEqual(
    clients.slice(2).map(({ client }) => client.state.name),
    ["connected", "connected"],
  );
  await Promise.all(clients.map(({ client }) => client.close()));
});
