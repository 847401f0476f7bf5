// FIDELITY.md's rules of delivery and console: every row has a probe here that sees the rule kept, and numbers in a row are
// those of the code. A row without a probe, or a probe without a row, fails.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { CLIENT_CODE } from "@larkwire/protocol";
import { until } from "../../../test/support/until.ts";
import { SETTING_EFFECTS } from "../src/apps/setting-effects.ts";
import type { ConsoleErrorCode } from "../src/errors.ts";
import { transportsOf, whyWithout } from "../src/faults/fault-transports.ts";
import type { App, FaultKind } from "../src/index.ts";
import { resolveOptions } from "../src/options.ts";
import { AppServer } from "./support/app-server.ts";
import { startChallengeServer } from "./support/challenge-server.ts";
import { tableBelow } from "./support/fidelity-table.ts";
import { askForUrl, Peer } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

/** What the platform does when nothing is set. */
const SETTINGS = resolveOptions({});

type Probe = (t: TestContext) => Promise<void>;

/** `15 s`, `5 min`, `1 h`. */
function duration(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `1, 3 to 5, 9`. */
function ranges(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(", "))).join(", ");
}

const { emptyName: _client, internal: _platform, ...FAILURES } = CLIENT_CODE;

const DELIVERY: Record<string, Probe> = {
  "One random client of the app gets each push of the long connection": async (t) => {
    const { emulator, app } = await startWorld(t);
    for (let count = 0; count < 3; count++) void (await Peer.connect(emulator, app)).answerAll();
    for (let count = 0; count < 30; count++) await app.deliverEvent({ type: "x", event: {} });
    assert.equal(new Set(emulator.deliveries.map(({ connectionId }) => connectionId)).size, 3);
  },
  [`An answer is due within ${SETTINGS.answerDeadlineMs / 1_000} seconds; over HTTP the connection within ${SETTINGS.webhook.connectDeadlineMs / 1_000}`]:
    async (t) => {
      const server = await AppServer.start(t);
      const { app, clock, emulator } = await startWorld(t, {}, { callbacks: { requestUrl: server.url } });
      const push = (): ReturnType<App["deliverCallback"]> =>
        app.deliverCallback({ type: "profile.view.get", event: {} });
      const late = push();
      await server.next();
      clock.skip(SETTINGS.answerDeadlineMs);
      assert.equal((await late).latencyMs, 3_000);
      emulator.faults.add({ kind: "drop_push" });
      const lost = push();
      await until(() => emulator.deliveries[0]?.status === "waiting");
      clock.skip(SETTINGS.webhook.connectDeadlineMs);
      assert.equal((await lost).latencyMs, 2_000);
    },
  [`Failed events are pushed again after ${listed(SETTINGS.delivery.eventRetryDelaysMs.map(duration))}`]: async (t) => {
    const { app, emulator } = await startWorld(t, { clock: "manual" });
    await app.deliverEvent({ type: "x", event: {} });
    await emulator.clock.advance(48 * 3_600_000);
    const sent = emulator.deliveries.toReversed().map(({ sentAt }) => sentAt);
    assert.deepEqual(
      sent.slice(1).map((at, index) => duration(at - (sent[index] ?? 0))),
      ["15 s", "5 min", "1 h", "6 h"],
    );
  },
  "Callbacks are never pushed again": async (t) => {
    const { app, emulator } = await startWorld(t, { clock: "manual" });
    await app.deliverCallback({ type: "profile.view.get", event: {} });
    await emulator.clock.advance(48 * 3_600_000);
    assert.equal(emulator.deliveries.length, 1);
  },
  "Bodies are encrypted, and signed over the bytes as sent": async (t) => {
    const { text, steps } = await signedRequest(t, "a key");
    assert.match(text, /^\{"encrypt":"[^"]+"\}$/);
    assert.deepEqual(steps, ["timestamp", "nonce", "Encrypt Key", "body"]);
  },
  "Requests without an Encrypt Key are signed with an empty one": async (t) => {
    const { text, steps } = await signedRequest(t, "");
    assert.equal(JSON.parse(text).schema, "2.0");
    assert.deepEqual(steps, ["timestamp", "nonce", "Encrypt Key", "body"]);
  },
  [`Failures become ${ranges(Object.values(FAILURES))}`]: async (t) => {
    const { emulator, app } = await startWorld(t);
    const { code } = await app.deliverCallback({ type: "card.action.trigger", event: {} });
    const peer = await Peer.connect(emulator, app);
    const answered = app.deliverCallback({ type: "card.action.trigger", event: {} });
    peer.answer(await peer.push(), { toast: "hi" });
    assert.deepEqual([code, (await answered).code], [CLIENT_CODE.notConfigured, CLIENT_CODE.badAnswer]);
  },
  "Frames of type `card` while the callback subscription is not in effect": async (t) => {
    const { emulator, app } = await startWorld(t, {}, { callbacks: { subscribed: [] } });
    const peer = await Peer.connect(emulator, app);
    const pushed = app.deliverCallback({ type: "card.action.trigger", event: {} });
    const { last } = await peer.push();
    assert.equal(last.headers.find(({ key }) => key === "type")?.value, "card");
    const ended = assert.rejects(pushed, { code: "emulator_closed" });
    await emulator.close();
    await ended;
  },
  [`Store apps are pushed a new \`app_ticket\` every ${duration(3_600_000)}`]: async (t) => {
    const server = await AppServer.start(t);
    const { emulator } = await startWorld(t, { clock: "manual" });
    emulator.createApp({ kind: "store", events: { requestUrl: server.url } });
    const advanced = emulator.clock.advance(3_600_000);
    (await server.next()).answer();
    await advanced;
    assert.equal(emulator.deliveries[0]?.eventType, "app_ticket");
  },
  "Of two answers to one click, either good one counts": async (t) => {
    const server = await AppServer.start(t);
    const subscribed = ["card.action.trigger", "card.action.trigger_v1"];
    const { postCard } = await startWorld(t, {}, { callbacks: { requestUrl: server.url, subscribed } });
    const clicked = postCard().click("Approve");
    (await server.next()).answer("", 500);
    (await server.next()).answer({});
    assert.equal((await clicked).code, 0);
  },
};

async function signedRequest(t: TestContext, encryptKey: string): Promise<{ text: string; steps: unknown }> {
  const server = await AppServer.start(t);
  const { app } = await startWorld(t, {}, { encryptKey, events: { requestUrl: server.url } });
  const pushed = app.deliverEvent({ type: "x", event: {} });
  const { text, answer } = await server.next();
  answer();
  return { text, steps: (await pushed).http?.signature?.parts.map(({ name }) => name) };
}

const CONSOLE: Record<string, Probe> = {
  "Events and callbacks have a mode and subscriptions of their own": async (t) => {
    const { app } = await startWorld(t, {}, { events: { requestUrl: "http://127.0.0.1:9/" } });
    assert.deepEqual([app.published.events.mode, app.published.callbacks.mode], ["webhook", "long_connection"]);
  },
  "The long connection can be saved only while a client is connected": async (t) => {
    const { emulator, app } = await startWorld(t);
    const save = (): Promise<void> => app.developerConsole.save({ events: { mode: "long_connection" } });
    await assert.rejects(save(), { code: "long_connection_missing" });
    await Peer.connect(emulator, app);
    await save();
  },
  [`A request URL can be saved only when it returns the challenge in ${duration(SETTINGS.webhook.challengeDeadlineMs)}`]:
    async (t) => {
      const { app, clock } = await startWorld(t, {}, { encryptKey: "" });
      const { url } = await startChallengeServer(t);
      await app.developerConsole.save({ events: { mode: "webhook", requestUrl: url } });
      const slow = await AppServer.start(t);
      const saving = app.developerConsole.save({ events: { requestUrl: slow.url } });
      await slow.next();
      clock.skip(SETTINGS.webhook.challengeDeadlineMs);
      await assert.rejects(saving, { code: "request_url_refused" });
    },
  "Store apps get no long connection": async (t) => {
    const { emulator } = await startWorld(t);
    const { appId, appSecret } = emulator.createApp({ kind: "store" });
    assert.equal((await askForUrl(emulator, JSON.stringify({ AppID: appId, AppSecret: appSecret }))).code, 403);
  },
  "Legacy card callbacks come by webhook only": async (t) => {
    const { app } = await startWorld(t);
    const callbacks = { subscribed: ["card.action.trigger_v1"] };
    await assert.rejects(app.developerConsole.save({ callbacks }), { code: "callback_needs_webhook" });
  },
  "Changes count with the next published version": async (t) => {
    const { app } = await startWorld(t);
    await app.developerConsole.save({ bot: false });
    assert.equal(app.published.bot, true);
    app.developerConsole.publish();
    assert.equal(app.published.bot, false);
  },
  "Link rules: at most 10, of the documented form": async (t) => {
    const { app } = await startWorld(t);
    const rules = (count: number): string[] => Array.from({ length: count }, (_, at) => `example.com/${at}`);
    await app.developerConsole.save({ linkPreviewRules: rules(10) });
    for (const linkPreviewRules of [rules(11), ["https://example.com"]]) {
      await assert.rejects(app.developerConsole.save({ linkPreviewRules }), { code: "link_rule_refused" });
    }
  },
};

for (const [heading, probes] of [
  ["Delivery: rules", DELIVERY],
  ["Developer console: rules", CONSOLE],
] as const) {
  test(`FIDELITY.md, ${heading}: its rows are the rules that are probed, and each says how close and from where`, () => {
    const rows = tableBelow(heading);
    assert.deepEqual(
      rows.map(([rule]) => rule),
      Object.keys(probes),
    );
    for (const [rule, fidelity, note, source] of rows) {
      assert.ok(fidelity === "exact" || (fidelity === "approximate" && note !== ""), rule);
      assert.notEqual(source, "", rule);
    }
  });

  for (const [rule, probe] of Object.entries(probes)) test(`${heading}: ${rule}`, probe);
}

test("FIDELITY.md says of every setting of the console when it counts", () => {
  const effects = Object.entries(SETTING_EFFECTS).map(([name, { when, source }]) => [`\`${name}\``, when, source]);
  assert.deepEqual(tableBelow("Developer console: when a setting counts"), effects);
});

/** All of them, as the compiler sees to. */
const REFUSALS: Readonly<Record<ConsoleErrorCode, true>> = {
  long_connection_missing: true,
  long_connection_for_store_app: true,
  callback_needs_webhook: true,
  request_url_refused: true,
  wrong_tab: true,
  key_refused: true,
  link_rule_refused: true,
};

test("FIDELITY.md lists every refusal of the console", () => {
  const codes = tableBelow("Developer console: refusals").map(([code = ""]) => code.replaceAll("`", ""));
  assert.deepEqual(codes, Object.keys(REFUSALS));
});

test("FIDELITY.md says of every fault on which way it acts, or why it cannot", async (t) => {
  const { emulator } = await startWorld(t);
  const rows = tableBelow("Faults on demand: where they act");
  const kinds = rows.map(([kind = ""]) => kind.replaceAll("`", "") as FaultKind);
  // The refusal of an unknown fault lists those there are.
  assert.throws(
    () => emulator.faults.add({ kind: "none" } as never),
    (error: Error) => {
      const known = /There are: (.*)\.$/.exec(error.message)?.[1]?.split(", ");
      assert.deepEqual([...kinds].sort(), known?.sort());
      return true;
    },
  );
  for (const [at, kind] of kinds.entries()) {
    const cells = (["long_connection", "webhook"] as const).map((way) => whyWithout(kind, way) ?? "acts");
    assert.deepEqual(rows[at]?.slice(1), cells, kind);
    assert.equal(cells.filter((cell) => cell === "acts").length, transportsOf(kind).length);
  }
});
