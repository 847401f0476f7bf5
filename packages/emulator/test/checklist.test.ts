import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../src/index.ts";
import { startChallengeServer } from "./support/challenge-server.ts";
import { Peer } from "./support/peer.ts";

test("the list leads a newcomer from a blank app to one that receives", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp({ blank: true });
  const { developerConsole } = app;
  const topics = (): string[] => developerConsole.checklist().map(({ topic }) => topic);
  assert.deepEqual(topics(), [
    "bot_missing",
    "events_unset",
    "events_empty",
    "callbacks_unset",
    "callbacks_empty",
    "never_published",
  ]);
  const peer = await Peer.connect(emulator, app);
  await developerConsole.save({
    bot: true,
    events: { mode: "long_connection", subscribed: ["im.message.receive_v1"] },
    callbacks: { mode: "long_connection", subscribed: ["card.action.trigger", "url.preview.get"] },
  });
  assert.deepEqual(topics(), ["scope_missing", "scope_missing", "link_rules_missing", "never_published"]);
  await developerConsole.save({
    scopes: ["im:message.p2p_msg:readonly", "im:message.group_at_msg:readonly"],
    linkPreviewRules: ["example.com"],
  });
  developerConsole.publish();
  assert.deepEqual(topics(), []);

  await developerConsole.save({ scopes: [], callbacks: { subscribed: ["card.action.trigger"] } });
  assert.deepEqual(topics(), ["scope_missing", "scope_missing", "link_callback_missing", "unpublished_changes"]);
  const { todo = "" } = developerConsole.checklist().at(-1) ?? {};
  assert.match(todo, /^Publish a version: callbacks, scopes are saved, but not in effect\.$/);
  developerConsole.disable();
  assert.equal(topics()[0], "app_disabled");
  peer.socket.close();
});

test("it sees what nobody connected to the platform can see: too many clients, none, and one in vain", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp({ encryptKey: "" });
  const topics = (): string[] => app.developerConsole.checklist().map(({ topic }) => topic);
  assert.deepEqual(topics(), ["no_client"]);
  await Peer.connect(emulator, app);
  assert.deepEqual(topics(), []);
  await Peer.connect(emulator, app);
  assert.deepEqual(topics(), ["several_clients"]);
  const server = await startChallengeServer(t);
  await app.developerConsole.save({ callbacks: { mode: "webhook", requestUrl: server.url } });
  app.developerConsole.publish();
  assert.deepEqual(topics(), ["client_without_pushes", "several_clients"]);
  for (const { todo } of app.developerConsole.checklist()) assert.match(todo, /^[A-Z].*\.$/);
  assert.match(app.developerConsole.checklist()[0]?.todo ?? "", new RegExp(`they go to ${server.url}`));
});
