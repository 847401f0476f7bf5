import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { App, AppOptions, Chat, ConsoleChanges, Emulator } from "../src/index.ts";
import { startEmulator } from "../src/index.ts";
import { Peer } from "./support/peer.ts";
import { button, cardV2 } from "./support/world.ts";

/** How an app has come to its settings: created with `options`, then saved and perhaps published. */
interface Combination {
  readonly name: string;
  readonly options?: AppOptions;
  readonly save?: ConsoleChanges;
  readonly publish?: boolean;
  readonly disable?: boolean;
  /** What the developer is told. */
  readonly says: RegExp;
}

const CALLBACK_PAGE = "Events & Callbacks > Callback Configuration";
const EVENT_PAGE = "Events & Callbacks > Event Configuration";

/** Under each of these a click, and a preview, has to fail. */
const CALLBACKS: Combination[] = [
  {
    name: "a blank app",
    options: { blank: true },
    says: /No version of cli_\w+ is published, so no setting is in effect; publish one/,
  },
  {
    name: "all set, but never published",
    options: { blank: true },
    save: { bot: true, callbacks: { mode: "long_connection", subscribed: "all" }, linkPreviewRules: "all" },
    says: /No version of cli_\w+ is published/,
  },
  {
    name: "only events subscribed",
    options: { blank: true, bot: true, events: { mode: "long_connection", subscribed: ["im.message.receive_v1"] } },
    publish: true,
    says: new RegExp(
      `is not subscribed; add it in the developer console under ${CALLBACK_PAGE}, and publish a version`,
    ),
  },
  {
    name: "subscribed in the draft only",
    options: { callbacks: { subscribed: [] } },
    save: { callbacks: { subscribed: "all" } },
    says: /is not subscribed in the published version; it is mended in the draft, so publish a version/,
  },
  {
    name: "subscribed, but no way chosen",
    options: { callbacks: { mode: "webhook" } },
    says: /is to be sent to a server, but there is no request URL; save one in .*Callback Configuration, or the long connection while the app is connected/,
  },
  {
    name: "a store app without an address",
    options: { kind: "store" },
    says: /there is no request URL/,
  },
  { name: "disabled", disable: true, says: /administrator has disabled cli_\w+, so nothing reaches it; enable it/ },
];

interface Scene {
  readonly emulator: Emulator;
  readonly app: App;
  readonly chat: Chat;
  /** Connected, unless the app is one for the store. */
  readonly peer: Peer | undefined;
}

async function set(t: TestContext, combination: Omit<Combination, "name" | "says">): Promise<Scene> {
  const emulator = await startEmulator({ seed: 1, clock: "manual" });
  t.after(() => emulator.close());
  const app = emulator.createApp(combination.options);
  const peer = app.published.kind === "store" ? undefined : await Peer.connect(emulator, app);
  if (combination.save) await app.developerConsole.save(combination.save);
  if (combination.publish) app.developerConsole.publish();
  if (combination.disable) app.developerConsole.disable();
  return { emulator, app, peer, chat: emulator.createUser({ name: "Alice" }).openChat(app) };
}

for (const combination of CALLBACKS) {
  test(`the clicker sees 200340, and the developer is told why: ${combination.name}`, async (t) => {
    const { emulator, chat } = await set(t, combination);
    const clicked = chat.postCard(cardV2([button("Go", {})])).click("Go");
    await emulator.clock.advance(3_000);
    const { code, reason, delivery } = await clicked;
    assert.equal(code, 200340, reason);
    assert.match(reason, combination.says);
    assert.equal(delivery.status, "not_subscribed");

    const preview = await chat.paste("https://example.com/");
    assert.deepEqual([preview.code, preview.inline, preview.delivery.parts], [200340, undefined, 0]);
    assert.match(preview.reason, combination.says);
  });
}

test("a card does not call back without a bot; a preview does", async (t) => {
  const { emulator, chat, peer } = await set(t, { options: { bot: false } });
  const clicked = chat.postCard(cardV2([button("Go", {})])).click("Go");
  await emulator.clock.advance(3_000);
  const { code, reason } = await clicked;
  assert.equal(code, 200340);
  assert.match(
    reason,
    /needs a bot, and there is none; add the bot ability \(save \{ bot: true \}\), and publish a version/,
  );
  const preview = chat.paste("https://example.com/");
  let push = await peer?.push();
  if (push?.body.header.event_type === "card.action.trigger") push = await peer?.push();
  peer?.answer(push ?? assert.fail(), { inline: { title: "T" } });
  assert.equal((await preview).inline?.title, "T");
});

/** Under each of these a message has to stay away in silence. */
const EVENTS: Combination[] = [
  { name: "a blank app", options: { blank: true }, says: /No version of cli_\w+ is published/ },
  {
    name: "only callbacks subscribed",
    options: { blank: true, bot: true, callbacks: { mode: "long_connection", subscribed: ["card.action.trigger"] } },
    publish: true,
    says: new RegExp(
      `im\\.message\\.receive_v1 is not subscribed; add it in the developer console under ${EVENT_PAGE}`,
    ),
  },
  { name: "no way chosen", options: { events: { mode: "webhook" } }, says: /no request URL/ },
  { name: "no bot", options: { bot: false }, says: /needs a bot/ },
  { name: "disabled", disable: true, says: /administrator has disabled/ },
  {
    name: "no permission",
    save: { scopes: ["im:message:send_as_bot"] },
    publish: true,
    says: /needs one of the permissions im:message\.p2p_msg:readonly, .*; add one of them, and publish a version/,
  },
  {
    name: "the permission for groups only",
    save: { scopes: ["im:message.group_at_msg:readonly"] },
    publish: true,
    says: /needs one of the permissions im:message\.p2p_msg:readonly/,
  },
  {
    name: "the permission in the draft only",
    options: { blank: true, bot: true, events: { mode: "long_connection", subscribed: "all" } },
    publish: true,
    says: /needs one of the permissions .*, and publish a version/,
  },
];

for (const combination of EVENTS) {
  test(`a message stays away, and only the journal says why: ${combination.name}`, async (t) => {
    const { peer, chat } = await set(t, combination);
    const delivery = await chat.say("hello");
    assert.deepEqual([delivery.status, delivery.acknowledged, delivery.parts], ["not_subscribed", false, 0]);
    assert.equal(delivery.nextRetryAt, undefined);
    assert.match(delivery.reason, combination.says);
    assert.match(delivery.reason, /^[A-Z][^.]*(?:\.[^\s.][^.]*)*\.$/, "one sentence");
    // Nothing was sent: the pong to this ping is the first thing that arrives.
    let arrived = false;
    void peer?.push().then(() => {
      arrived = true;
    });
    await peer?.ping();
    assert.equal(arrived, false);
  });
}

test("one of the permissions is enough, once it is published", async (t) => {
  const { app, chat, peer } = await set(t, { options: { blank: true, bot: true } });
  const { developerConsole } = app;
  await developerConsole.save({ events: { mode: "long_connection", subscribed: ["im.message.receive_v1"] } });
  developerConsole.publish();
  await developerConsole.save({ scopes: ["im:message.p2p_msg"] });
  assert.match((await chat.say("too early")).reason, /mended in the draft, so publish a version/);
  developerConsole.publish();
  const said = chat.say("hello");
  peer?.answer((await peer?.push()) ?? assert.fail());
  assert.equal((await said).acknowledged, true);
});

test("an event that needs no permission comes without any", async (t) => {
  const { app, peer } = await set(t, { save: { scopes: [] }, publish: true });
  const delivered = app.deliverEvent({ type: "out_approval", version: "p1", event: {} });
  peer?.answer((await peer?.push()) ?? assert.fail());
  assert.equal((await delivered).acknowledged, true);
});

test("in a group a mention needs another permission than a message to all", async (t) => {
  const { app, peer } = await set(t, { save: { scopes: ["im:message.group_at_msg"] }, publish: true });
  const message = { chat_type: "group", content: "{}" };
  const silent = await app.deliverEvent({ type: "im.message.receive_v1", event: { message } });
  assert.match(silent.reason, /needs one of the permissions im:message\.group_msg;/);
  const mention = { ...message, mentions: [{ key: "@_user_1" }] };
  const heard = app.deliverEvent({ type: "im.message.receive_v1", event: { message: mention } });
  peer?.answer((await peer?.push()) ?? assert.fail());
  assert.equal((await heard).acknowledged, true);
});
