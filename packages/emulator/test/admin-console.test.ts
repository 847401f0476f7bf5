import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { type EmulatorSnapshot, type FaultReport, startEmulator } from "../src/index.ts";
import { startChallengeServer } from "./support/challenge-server.ts";
import { knock } from "./support/door.ts";
import { Peer } from "./support/peer.ts";

test("an app is set up from nothing through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const server = await startChallengeServer(t);
  const { data } = await knock<{ appId: string }>(emulator, "POST", "/apps", { blank: true, name: "New" });
  const path = `/apps/${data.appId}/console`;
  const early = await knock(emulator, "PATCH", path, { events: { mode: "long_connection" } });
  assert.deepEqual([early.status, early.code], [409, "long_connection_missing"]);
  const saved = await knock(emulator, "PATCH", path, {
    bot: true,
    callbacks: { mode: "webhook", requestUrl: server.url, subscribed: ["card.action.trigger"] },
  });
  assert.deepEqual((saved.data.draft as { callbacks: object }).callbacks, {
    mode: "webhook",
    requestUrl: server.url,
    subscribed: ["card.action.trigger"],
  });
  assert.equal((saved.data.published as { bot: boolean }).bot, false);
  const published = await knock<{ published: { bot: boolean }; versions: object[] }>(
    emulator,
    "POST",
    `${path}/publish`,
  );
  assert.deepEqual([published.data.published.bot, published.data.versions.length], [true, 1]);
  const key = await knock<{ encryptKey: string }>(emulator, "POST", `${path}/regenerate`, { key: "encryptKey" });
  assert.match(key.data.encryptKey, /^\w{32}$/);
  const disabled = await knock<{ enabled: boolean }>(emulator, "POST", `/apps/${data.appId}/disable`);
  assert.equal(disabled.data.enabled, false);
  assert.equal((await knock<{ enabled: boolean }>(emulator, "POST", `/apps/${data.appId}/enable`)).data.enabled, true);
  const seen = await knock<{ checklist: { topic: string; todo: string }[] }>(emulator, "GET", path);
  assert.deepEqual(
    seen.data.checklist.map(({ topic }) => topic),
    ["events_unset", "events_empty"],
  );
  const [listed] = (await knock<{ name: string }[]>(emulator, "GET", "/apps")).data;
  assert.equal(listed?.name, "New");
});

test("createApp's settings work through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const settings = { kind: "store", bot: false, linkPreviewRules: ["example.com"], events: { subscribed: ["x"] } };
  const { data } = await knock<{ appId: string }>(emulator, "POST", "/apps", settings);
  const { published } = (await knock<{ published: object }>(emulator, "GET", `/apps/${data.appId}/console`)).data;
  assert.deepEqual(
    { ...published, scopes: 0, encryptKey: 0, verificationToken: 0 },
    {
      kind: "store",
      bot: false,
      events: { mode: "webhook", subscribed: ["x"] },
      callbacks: { mode: "webhook", subscribed: "all" },
      linkPreviewRules: ["example.com"],
      scopes: 0,
      encryptKey: 0,
      verificationToken: 0,
    },
  );
});

test("faults are added, listed, counted and cleared through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1, clock: "manual" });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  const added = await knock<FaultReport>(emulator, "POST", "/faults", { kind: "drop_push", times: 1 });
  assert.equal(added.status, 201);
  const peer = await Peer.connect(emulator, app);
  void app.deliverEvent({ type: "lost", event: {} });
  void app.deliverEvent({ type: "found", event: {} });
  assert.equal((await peer.push()).body.header.event_type, "found");
  const [listed] = (await knock<FaultReport[]>(emulator, "GET", "/faults")).data;
  assert.deepEqual([listed?.faultId, listed?.acted, listed?.remaining], [added.data.faultId, 1, 0]);
  assert.deepEqual((await knock(emulator, "DELETE", `/faults/${added.data.faultId}`)).data, { cleared: 1 });
  assert.equal((await knock(emulator, "DELETE", `/faults/${added.data.faultId}`)).code, "not_found");
  await knock(emulator, "POST", "/faults", { kind: "delay", ms: 1 });
  assert.deepEqual((await knock(emulator, "DELETE", "/faults")).data, { cleared: 1 });
  await emulator.clock.advance(3_000);
});

test("connections are closed and cut through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  const [one, two] = [await Peer.connect(emulator, app), await Peer.connect(emulator, emulator.createApp())];
  assert.deepEqual((await knock(emulator, "POST", "/connections/close", { appId: app.appId, code: 4000 })).data, {
    closed: 1,
  });
  assert.equal(await one.closed, 4000);
  await until(() => app.connections.length === 0);
  assert.deepEqual((await knock(emulator, "POST", "/connections/cut", {})).data, { cut: 1 });
  assert.equal(await two.closed, 1006);
});

test("time is shown and moved through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1, clock: "manual" });
  t.after(() => emulator.close());
  const before = emulator.clock.now();
  assert.deepEqual((await knock(emulator, "GET", "/clock")).data, { nowMs: before, isManual: true });
  const moved = await knock(emulator, "POST", "/clock/advance", { ms: 1_800_000 });
  assert.deepEqual(moved.data, { nowMs: before + 1_800_000, isManual: true });
  assert.equal(emulator.clock.now(), before + 1_800_000);
});

test("state is taken, put back and thrown away through the door", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const app = emulator.createApp();
  const { data: snapshot } = await knock<EmulatorSnapshot>(emulator, "GET", "/snapshot");
  assert.deepEqual((await knock(emulator, "POST", "/reset")).data, {});
  assert.deepEqual((await knock(emulator, "GET", "/apps")).data, []);
  assert.deepEqual((await knock(emulator, "POST", "/restore", snapshot)).data, {});
  const [restored] = (await knock<{ appId: string }[]>(emulator, "GET", "/apps")).data;
  assert.equal(restored?.appId, app.appId);
});

test("refusals have a status, a code and a message", async (t) => {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  const { appId } = emulator.createApp();
  const cases: [method: string, path: string, body: unknown, status: number, code: string][] = [
    ["GET", "/apps/cli_none/console", undefined, 404, "not_found"],
    ["PATCH", `/apps/${appId}/console`, { scope: [] }, 400, "bad_argument"],
    ["PATCH", `/apps/${appId}/console`, { scopes: "all" }, 400, "bad_argument"],
    ["PATCH", `/apps/${appId}/console`, { events: null }, 400, "bad_argument"],
    ["PATCH", `/apps/${appId}/console`, { callbacks: "all" }, 400, "bad_argument"],
    ["PATCH", `/apps/${appId}/console`, { encryptKey: "x".repeat(33) }, 409, "key_refused"],
    ["PATCH", `/apps/${appId}/console`, { linkPreviewRules: ["*"] }, 409, "link_rule_refused"],
    ["PATCH", `/apps/${appId}/console`, { events: { subscribed: ["url.preview.get"] } }, 409, "wrong_tab"],
    ["PATCH", `/apps/${appId}/console`, { events: { requestUrl: "http://127.0.0.1:1/" } }, 409, "request_url_refused"],
    ["POST", `/apps/${appId}/console/regenerate`, {}, 400, "bad_request"],
    ["POST", "/apps", { kind: "other" }, 400, "bad_request"],
    ["POST", "/apps", { blank: "yes" }, 400, "bad_request"],
    ["POST", "/apps", { bot: 1 }, 400, "bad_argument"],
    ["POST", "/apps", { kind: "store", events: { mode: "long_connection" } }, 409, "long_connection_for_store_app"],
    ["POST", "/faults", {}, 400, "bad_argument"],
    ["POST", "/faults", { kind: "delay", ms: "1" }, 400, "bad_argument"],
    ["POST", "/connections/close", { code: 1006 }, 400, "bad_argument"],
    ["POST", "/connections/close", { code: "1000" }, 400, "bad_request"],
    ["POST", "/connections/cut", { who: "all" }, 400, "bad_request"],
    ["POST", "/clock/advance", {}, 400, "bad_argument"],
    ["POST", "/clock/advance", { ms: -1 }, 400, "bad_argument"],
    ["POST", "/restore", {}, 400, "snapshot_refused"],
    ["GET", "/events?after=x", undefined, 400, "bad_request"],
  ];
  for (const [method, path, body, status, code] of cases) {
    const answer = await knock(emulator, method, path, body);
    const label = `${method} ${path} ${JSON.stringify(body)}`;
    assert.deepEqual([answer.status, answer.code], [status, code], `${label}: ${answer.message}`);
    assert.match(answer.message ?? "", /^[A-Z"].{20,}\.$/, label);
  }
});
