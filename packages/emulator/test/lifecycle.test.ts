import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type EmulatorOptions, startEmulator } from "../src/index.ts";
import { askForUrl, freshUrl, Peer, refusedUpgrade } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("two emulators in one process know nothing of each other", async (t) => {
  const [one, two] = [await startWorld(t, { seed: 1 }), await startWorld(t, { seed: 2 })];
  assert.notEqual(one.emulator.url, two.emulator.url);
  const { appId: AppID, appSecret: AppSecret } = one.app;
  const reply = await askForUrl(two.emulator, JSON.stringify({ AppID, AppSecret }));
  assert.equal(reply.code, 1000040345);
  const stolen = new URL(await freshUrl(one.emulator, one.app));
  stolen.port = new URL(two.emulator.url).port;
  assert.equal((await refusedUpgrade(stolen.href)).headers["handshake-status"], "514");
  const peer = await Peer.connect(one.emulator, one.app);
  assert.equal((await two.postCard().click("Approve")).code, 200340);
  const clicked = one.postCard().click("Approve");
  peer.answer(await peer.push());
  assert.equal((await clicked).code, 0);
  assert.equal(two.emulator.deliveries.length, 1);
});

test("wrong options are refused by name before anything else", async () => {
  const wrong: [options: Record<string, unknown>, says: RegExp][] = [
    [{ prot: 1 }, /"prot" is no option.*port/],
    [{ port: -1 }, /port is -1/],
    [{ port: 1.5 }, /port is 1.5/],
    [{ port: "80" }, /port is "80"/],
    [{ host: "" }, /host/],
    [{ seed: -1 }, /seed/],
    [{ seed: 2 ** 32 }, /seed/],
    [{ maxConnectionsPerApp: 0 }, /maxConnectionsPerApp/],
    [{ answerDeadlineMs: Number.NaN }, /answerDeadlineMs is NaN/],
    [{ maxFramePayloadBytes: 0 }, /maxFramePayloadBytes/],
    [{ clock: { now: Date.now } }, /clock.*setTimeout is missing/],
    [{ logger: {} }, /logger.*debug is missing/],
    [{ clientConfig: { pingIntervalMs: 1_500 } }, /whole seconds/],
    [{ clientConfig: { pingIntervalMs: -1_000 } }, /pingIntervalMs/],
    [{ clientConfig: { PingInterval: 5 } }, /"PingInterval" is no member of clientConfig/],
  ];
  for (const [options, message] of wrong) {
    await assert.rejects(startEmulator(options as EmulatorOptions), { code: "bad_option", message });
  }
});

test("unknown options of apps and users are refused by name", async (t) => {
  const { emulator } = await startWorld(t);
  const app: object = { apId: "cli_0123456789abcdef" };
  assert.throws(() => emulator.createApp(app), {
    code: "bad_argument",
    message: /"apId" is no option of createApp.*appId/,
  });
  const user = { name: "Bob", timeZone: "UTC" };
  assert.throws(() => emulator.createUser(user), {
    code: "bad_argument",
    message: /"timeZone" is no option.*timezone/,
  });
});

test("what is given in place of options or of an app is refused in words", async (t) => {
  const { emulator } = await startWorld(t);
  for (const [call, message] of [
    [() => emulator.createUser("Bob" as never), /In place of an object, "Bob" was given.*name, timezone/],
    [() => emulator.createUser(undefined as never), /In place of an object, undefined was given/],
    [() => emulator.createUser({ name: "Bob" }).openChat("cli_0" as never), /openChat\(\) takes an app/],
    [() => emulator.createUser({ name: "Bob" }).openChat(undefined as never), /openChat\(\) takes an app/],
  ] as const) {
    assert.throws(call, { code: "bad_argument", message });
  }
});

test("a card without a form says so when one is filled in or sent off", async (t) => {
  const { chat } = await startWorld(t);
  const card = chat.postCard({ elements: [] });
  const code = "target_not_found";
  assert.throws(() => card.fill({ why: "sun" }), { code, message: "The card has no form that could be filled in." });
  await assert.rejects(card.submit(), { code, message: "The card has no form with a submit button." });
});

test("a port in use is a coded error with the next step", async (t) => {
  const { emulator } = await startWorld(t);
  const port = Number(new URL(emulator.url).port);
  const expected = { code: "port_in_use", retryable: true, message: /choose another port/ };
  await assert.rejects(startEmulator({ port }), expected);
});

test("close() ends every connection with 1001, every wait with an error, and may be called again", async (t) => {
  const { emulator, app, clock, chat, postCard } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = postCard();
  const clicked = card.click("Approve");
  const refused = assert.rejects(clicked, { code: "emulator_closed" });
  await peer.push();
  const [first, second] = [emulator.close(), emulator.close()];
  assert.equal(first, second);
  assert.equal(await peer.closed, 1001);
  await Promise.all([first, refused]);
  assert.equal(clock.timerCount, 0);
  await assert.rejects(fetch(emulator.url));
  for (const call of [() => card.click("Approve"), () => chat.say("x"), () => chat.paste("https://example.com")]) {
    await assert.rejects(call(), { code: "emulator_closed" });
  }
  assert.throws(() => emulator.createApp(), { code: "emulator_closed" });
  assert.throws(() => emulator.createUser({ name: "B" }), { code: "emulator_closed" });
});

test("close() does not wait for a client that ignores the close frame", async (t) => {
  const { emulator, app } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  peer.socket.pause();
  await emulator.close();
  peer.socket.resume();
  await peer.closed;
});

test("close() does not wait for a request that never ends", async () => {
  const emulator = await startEmulator();
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  socket.write("POST /_emu/users HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
  await once(socket, "data");
  await emulator.close();
  socket.destroy();
});

test("the process ends by itself after close(), and a library prints nothing", () => {
  const script = fileURLToPath(new URL("support/start-and-close.ts", import.meta.url));
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, ["--import", "tsx", script], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.deepEqual({ status, stdout, stderr, signal }, { status: 0, stdout: "", stderr: "", signal: null });
});

test("await using closes", async () => {
  const emulator = await startEmulator();
  await emulator[Symbol.asyncDispose]();
  await assert.rejects(fetch(emulator.url));
});

test("the log tells what happens, and no secret", async (t) => {
  const lines: string[] = [];
  const write = (message: string, fields?: object): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { debug: write, info: write, warn: write, error: write };
  const { emulator, app, postCard } = await startWorld(t, { logger });
  const url = new URL(await freshUrl(emulator, app));
  await askForUrl(emulator, JSON.stringify({ AppID: app.appId, AppSecret: "wrong-secret-canary" }));
  const peer = await Peer.connect(emulator, app);
  const clicked = postCard().click("Approve");
  peer.answer(await peer.push(), { toast: { type: "info", content: "hi" } });
  await clicked;
  await emulator.close();
  const log = lines.join("\n");
  for (const event of ["listening", "discovery refused", "connection opened", "delivery ended", "connection closed"]) {
    assert.match(log, new RegExp(event));
  }
  const secrets = [app.appSecret, app.encryptKey, app.verificationToken, "wrong-secret-canary"];
  for (const name of ["ticket", "access_key"]) secrets.push(url.searchParams.get(name) ?? "");
  for (const secret of secrets) assert.ok(!log.includes(secret), `the log holds ${secret}`);
});
