import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import type { App, ConsoleChanges, Emulator, EmulatorOptions } from "../src/index.ts";
import { startEmulator } from "../src/index.ts";
import { startChallengeServer } from "./support/challenge-server.ts";
import { askForUrl, Peer } from "./support/peer.ts";

async function emulatorOf(t: { after(fn: () => unknown): void }, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ seed: 1, ...options });
  t.after(() => emulator.close());
  return emulator;
}

test("long connection can be saved while a client is connected, and not before", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp({ blank: true });
  const save = (): Promise<void> => app.developerConsole.save({ events: { mode: "long_connection" } });
  await assert.rejects(save(), {
    code: "long_connection_missing",
    retryable: true,
    message: /应用未建立长连接.*Start the app.*save events again/,
  });
  assert.equal(app.developerConsole.draft.events.mode, "webhook");
  const peer = await Peer.connect(emulator, app);
  await save();
  assert.equal(app.developerConsole.draft.events.mode, "long_connection");
  peer.socket.close();
  await until(() => app.connections.length === 0);
  await assert.rejects(save(), { code: "long_connection_missing" });
});

test("a client of another app does not count", async (t) => {
  const emulator = await emulatorOf(t);
  await Peer.connect(emulator, emulator.createApp());
  const app = emulator.createApp({ blank: true });
  await assert.rejects(app.developerConsole.save({ callbacks: { mode: "long_connection" } }), {
    code: "long_connection_missing",
  });
});

test("events and callbacks are set apart", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp({ blank: true });
  const server = await startChallengeServer(t);
  await Peer.connect(emulator, app);
  await app.developerConsole.save({ events: { mode: "long_connection", subscribed: ["im.message.receive_v1"] } });
  await app.developerConsole.save({ callbacks: { mode: "webhook", requestUrl: server.url } });
  const { events, callbacks } = app.developerConsole.draft;
  assert.deepEqual(events, { mode: "long_connection", subscribed: ["im.message.receive_v1"] });
  assert.deepEqual(callbacks, { mode: "webhook", requestUrl: server.url, subscribed: [] });
});

test("a setting that is undefined is one that was not given", async (t) => {
  const emulator = await emulatorOf(t);
  const nothing = { mode: undefined, requestUrl: undefined, subscribed: undefined };
  const app = emulator.createApp({ events: nothing, callbacks: nothing });
  const { events, callbacks } = emulator.createApp().developerConsole.draft;
  assert.deepEqual(app.developerConsole.draft.events, events);
  assert.deepEqual(app.developerConsole.draft.callbacks, callbacks);
});

test("a request URL is saved once its challenge has come back, with the keys that are being saved", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp({ blank: true });
  const server = await startChallengeServer(t);
  const token = app.verificationToken;
  await app.developerConsole.save({ events: { requestUrl: server.url } });
  assert.deepEqual([server.bodies[0]?.type, server.bodies[0]?.token], ["url_verification", token]);
  await app.developerConsole.save({ verificationToken: "t-2", legacyCardUrl: server.url });
  assert.equal(server.bodies[1]?.token, "t-2");
  await app.developerConsole.save({ scopes: ["x"] });
  await app.developerConsole.save({ events: { subscribed: ["x"] } });
  assert.equal(server.bodies.length, 2, "what has nothing to do with the address does not ask again");
  await app.developerConsole.save({ callbacks: { mode: "long_connection" } }).catch(() => undefined);
  assert.equal(server.bodies.length, 2);
});

const NO_CHALLENGE: [name: string, answer: string, says: RegExp][] = [
  ["another challenge", '{"challenge":"x"}', /another challenge.*Challenge code没有返回/],
  ["none", "{}", /no challenge.*Challenge code没有返回/],
  ["an error page", "<html>", /not JSON.*返回数据不是合法的 JSON 格式/],
];

for (const [name, answer, says] of NO_CHALLENGE) {
  test(`a request URL whose server answers with ${name} is refused, and nothing is saved`, async (t) => {
    const emulator = await emulatorOf(t);
    const app = emulator.createApp({ blank: true });
    const server = await startChallengeServer(t, () => answer);
    for (const changes of [
      { events: { requestUrl: server.url }, bot: true },
      { callbacks: { requestUrl: server.url }, bot: true },
      { legacyCardUrl: server.url, bot: true },
    ]) {
      await assert.rejects(app.developerConsole.save(changes), { code: "request_url_refused", message: says });
    }
    assert.equal(app.developerConsole.draft.bot, false);
    assert.equal(app.developerConsole.draft.events.requestUrl, undefined);
  });
}

const WRONG: [name: string, kind: "self_built" | "store", changes: ConsoleChanges, code: string, says: RegExp][] = [
  ["no address", "self_built", { events: { mode: "webhook", requestUrl: "" } }, "request_url_refused", /no address/],
  ["no http", "self_built", { events: { requestUrl: "ftp://x" } }, "request_url_refused", /HTTP\/HTTPS URL/],
  ["no URL", "self_built", { legacyCardUrl: "localhost" }, "request_url_refused", /http:\/\//],
  ["a store app", "store", { events: { mode: "long_connection" } }, "long_connection_for_store_app", /企业自建应用/],
  ["a store app", "store", { callbacks: { mode: "long_connection" } }, "long_connection_for_store_app", /webhook/],
  [
    "the legacy callback over the long connection",
    "self_built",
    { callbacks: { mode: "long_connection", subscribed: ["card.action.trigger_v1"] } },
    "callback_needs_webhook",
    /消息卡片回传交互（旧）.*card\.action\.trigger/,
  ],
  [
    "an event among callbacks",
    "self_built",
    { callbacks: { subscribed: ["im.message.receive_v1"] } },
    "wrong_tab",
    /events/,
  ],
  ["a callback among events", "self_built", { events: { subscribed: ["url.preview.get"] } }, "wrong_tab", /callbacks/],
  ["a long key", "self_built", { encryptKey: "x".repeat(33) }, "key_refused", /33 characters.*1 to 32/],
  ["a long token", "self_built", { verificationToken: "x".repeat(33) }, "key_refused", /33 characters/],
  ["no token", "self_built", { verificationToken: "" }, "key_refused", /cannot be left out/],
  ["a rule with a scheme", "self_built", { linkPreviewRules: ["http://a.com"] }, "link_rule_refused", /scheme.*Host/],
  [
    "11 rules",
    "self_built",
    { linkPreviewRules: Array.from({ length: 11 }, (_, at) => `a${at}.com`) },
    "link_rule_refused",
    /11 link rules.*10/,
  ],
  ["a misspelt setting", "self_built", { scope: [] } as ConsoleChanges, "bad_argument", /"scope".*scopes/],
  ["a misspelt member", "self_built", { events: { url: "x" } as object }, "bad_argument", /"url".*requestUrl/],
  ["a mode there is not", "self_built", { events: { mode: "socket" as "webhook" } }, "bad_argument", /events\.mode/],
  [
    "a name that is none",
    "self_built",
    { events: { subscribed: [5 as unknown as string] } },
    "bad_argument",
    /subscribed/,
  ],
  ["no list of scopes", "self_built", { scopes: "all" as unknown as string[] }, "bad_argument", /scopes/],
  ["no yes or no", "self_built", { bot: "yes" as unknown as boolean }, "bad_argument", /bot/],
];

for (const [name, kind, changes, code, says] of WRONG) {
  test(`refused with a code and the next step: ${name} (${JSON.stringify(changes).slice(0, 60)})`, async (t) => {
    const emulator = await emulatorOf(t);
    const app = emulator.createApp({ kind, blank: true });
    const before = app.developerConsole.draft;
    await assert.rejects(app.developerConsole.save(changes), (error: Error & { code: string }) => {
      assert.equal(error.code, code);
      assert.match(error.message, says);
      assert.match(error.message, /\.$/);
      return true;
    });
    assert.equal(app.developerConsole.draft, before);
  });
}

test("a link rule belongs to one app", async (t) => {
  const emulator = await emulatorOf(t);
  const first = emulator.createApp({ linkPreviewRules: ["example.com/docs"] });
  const second = emulator.createApp({ blank: true });
  await assert.rejects(second.developerConsole.save({ linkPreviewRules: ["example.com", "example.com/docs"] }), {
    code: "link_rule_refused",
    message: new RegExp(`belongs to ${first.appId}`),
  });
  await first.developerConsole.save({ linkPreviewRules: ["example.com/docs"] });
});

test("keys count once they are saved, everything else with the next version", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp();
  const { developerConsole } = app;
  const before = app.published;
  await developerConsole.save({
    encryptKey: "k",
    verificationToken: "v",
    bot: false,
    scopes: ["x"],
    linkPreviewRules: [],
    events: { subscribed: [] },
    callbacks: { subscribed: ["url.preview.get"] },
  });
  assert.deepEqual(app.published, { ...before, encryptKey: "k", verificationToken: "v" });
  assert.deepEqual([app.encryptKey, app.verificationToken], ["k", "v"]);
  const { version } = developerConsole.publish();
  assert.equal(version, "1.0.1");
  assert.deepEqual(app.published, developerConsole.draft);
  assert.deepEqual(
    developerConsole.versions.map(({ version, config }) => [version, config.bot]),
    [
      ["1.0.0", true],
      ["1.0.1", false],
    ],
  );
});

test("keys can be made anew, and are different", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp();
  const before = [app.encryptKey, app.verificationToken];
  const after = [
    await app.developerConsole.regenerateEncryptKey(),
    await app.developerConsole.regenerateVerificationToken(),
  ];
  assert.deepEqual([app.encryptKey, app.verificationToken], after);
  for (const key of after) assert.match(key, /^[A-Za-z0-9]{32}$/);
  assert.equal(new Set([...before, ...after]).size, 4);
});

test("two calls of save() that overlap lose nothing", async (t) => {
  const emulator = await emulatorOf(t);
  const app = emulator.createApp({ blank: true });
  const server = await startChallengeServer(t);
  await Promise.all([
    app.developerConsole.save({ events: { requestUrl: server.url } }),
    app.developerConsole.save({ events: { subscribed: ["a"] }, bot: true }),
  ]);
  const { events, bot } = app.developerConsole.draft;
  assert.deepEqual([events.requestUrl, events.subscribed, bot], [server.url, ["a"], true]);
});

test("the last 100 versions are kept", async (t) => {
  const { developerConsole } = (await emulatorOf(t)).createApp({ blank: true });
  for (let count = 0; count < 130; count++) developerConsole.publish();
  const { versions } = developerConsole;
  assert.deepEqual([versions.length, versions[0]?.version, versions.at(-1)?.version], [100, "1.0.30", "1.0.129"]);
});

test("store apps and disabled apps get no URL, with the platform's code", async (t) => {
  const emulator = await emulatorOf(t);
  const ask = async ({ appId, appSecret }: App): Promise<[number, string]> => {
    const { code, msg } = await askForUrl(emulator, JSON.stringify({ AppID: appId, AppSecret: appSecret }));
    return [code, msg];
  };
  const [storeCode, storeText] = await ask(emulator.createApp({ kind: "store" }));
  assert.equal(storeCode, 403);
  assert.match(storeText, /store app/);
  const app = emulator.createApp();
  app.developerConsole.disable();
  const [code, text] = await ask(app);
  assert.equal(code, 403);
  assert.match(text, /disabled/);
  app.developerConsole.enable();
  assert.equal((await ask(app))[0], 0);
});

test("what createApp is given has to be what the console would let stand", async (t) => {
  const emulator = await emulatorOf(t);
  assert.throws(() => emulator.createApp({ kind: "store", events: { mode: "long_connection" } }), {
    code: "long_connection_for_store_app",
  });
  assert.throws(() => emulator.createApp({ encryptKey: "x".repeat(33) }), { code: "key_refused" });
  assert.throws(() => emulator.createApp({ linkPreviewRules: ["x"] }), { code: "link_rule_refused" });
  const app = emulator.createApp({ callbacks: { requestUrl: "http://127.0.0.1:1/" } });
  assert.equal(app.published.callbacks.mode, "webhook");
  assert.equal(app.published.events.mode, "long_connection");
});
