// A message with a link does two things, however it is written: the bot hears it, and whoever writes it pulls the preview.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { linksIn } from "../../src/chat/previews/links-in.ts";
import type { AppOptions } from "../../src/index.ts";
import { Peer, type Push } from "../support/peer.ts";
import { startWorld } from "../support/world.ts";

const URL_1 = "https://example.com/T-1";
const RULES: AppOptions = { linkPreviewRules: ["example.com"] };

test("paste: the preview is pulled, and the bot hears the link as a message", async (t) => {
  const { emulator, app, chat } = await startWorld(t);
  const peer = await Peer.connect(emulator, app);
  const pasted = chat.paste(URL_1);
  const [pull, said] = [await peer.push(), await peer.push()];
  assert.deepEqual(
    [pull, said].map(({ body }) => body.header.event_type),
    ["url.preview.get", "im.message.receive_v1"],
  );
  const message = said.body.event.message as Record<string, unknown>;
  const context = pull.body.event.context as Record<string, unknown>;
  assert.deepEqual(
    [JSON.parse(String(message.content)), message.message_id],
    [{ text: URL_1 }, context.open_message_id],
  );
  peer.answer(pull, { inline: { title: "T-1" } });
  assert.equal((await pasted).inline?.title, "T-1", "the event need not be acknowledged for that");
  peer.answer(said);
  await until(() => emulator.deliveries.every(({ acknowledged }) => acknowledged));
});

test("paste: a bot that does not hear messages gets the pull alone", async (t) => {
  const { emulator, app, alice } = await startWorld(t);
  const deaf = emulator.createApp({ events: { subscribed: [] } });
  const group = emulator.createGroup({ name: "Team", people: [alice], bots: [app, deaf] });
  const peer = await Peer.connect(emulator, app);
  void peer.answerAll({ inline: { title: "T" } });
  await alice.openGroup(group).paste(URL_1);
  assert.deepEqual(
    emulator.deliveries.map(({ eventType, appId }) => [eventType, appId]),
    [["url.preview.get", app.appId]],
    "nobody is mentioned, so no bot of the group hears it",
  );
  const quiet = await Peer.connect(emulator, deaf);
  const pasted = alice.openChat(deaf).paste("https://example.com/T-2");
  quiet.answer(await quiet.push(), {});
  await pasted;
  const told = emulator.deliveries.filter(({ eventType }) => eventType === "im.message.receive_v1");
  assert.deepEqual(
    told.map(({ status }) => status),
    ["not_subscribed"],
  );
});

test("say: links with a rule are previewed, and say() does not wait for that", async (t) => {
  const { emulator, app, chat } = await startWorld(t, {}, RULES);
  const peer = await Peer.connect(emulator, app);
  const saying = chat.say(`See ${URL_1}, (${URL_1}) and https://example.com/b; not https://example.net/c.`);
  const pushes = [await peer.push(), await peer.push(), await peer.push()];
  const heard = pushes.find(isMessage) ?? assert.fail();
  peer.answer(heard);
  assert.equal((await saying).acknowledged, true);
  const pulls = pushes.filter((push) => !isMessage(push));
  const urls = pulls.map(({ body }) => (body.event.context as { url: string }).url);
  assert.deepEqual(urls.sort(), [URL_1, "https://example.com/b"]);
  for (const pull of pulls) peer.answer(pull, { inline: { title: (pull.body.event.context as { url: string }).url } });
  const preview = await chat.messages[0]?.preview();
  assert.deepEqual([preview?.url, preview?.inline?.title, preview?.code], [URL_1, URL_1, 0]);
  assert.equal(emulator.deliveries.length, 3);
});

function isMessage({ body }: Push): boolean {
  return body.header.event_type === "im.message.receive_v1";
}

test("say: without a rule, or without the callback, nothing is pulled", async (t) => {
  const { emulator, chat, alice } = await startWorld(t, {}, RULES);
  await chat.say("https://example.net/a");
  assert.deepEqual(
    emulator.deliveries.map(({ eventType }) => eventType),
    ["im.message.receive_v1"],
  );
  await assert.rejects((async () => chat.messages[0]?.preview())(), {
    code: "bad_argument",
    message: /No app previews/,
  });
  const other = emulator.createApp({ linkPreviewRules: ["example.org"], callbacks: { subscribed: [] } });
  await alice.openChat(other).say("https://example.org/a");
  assert.deepEqual(
    emulator.deliveries.map(({ eventType }) => eventType),
    ["im.message.receive_v1", "im.message.receive_v1"],
  );
});

test("a reply with a link pulls its preview, and waiting for it ends", async (t) => {
  const { emulator, app, chat, clock } = await startWorld(t, {}, RULES);
  const peer = (await Peer.connect(emulator, app)).passOver("im.message.receive_v1");
  await chat.say("hello");
  await chat.messages[0]?.reply(`look: ${URL_1}`);
  const push = await peer.push();
  const reply = chat.messages[1] ?? assert.fail();
  const waiting = assert.rejects(reply.preview({ timeoutMs: 1_000, clock: "emulator" }), { code: "nothing_came" });
  clock.skip(1_000);
  await waiting;
  peer.answer(push, { inline: { title: "T" } });
  assert.equal((await reply.preview()).inline?.title, "T");
});

const TEXTS: [text: string, links: string[]][] = [
  ["no link: example.com, ftp://example.com", []],
  ["https://a.example/x?y=1&z=2#frag.", ["https://a.example/x?y=1&z=2#frag"]],
  ["（见 https://a.example/文档）。", ["https://a.example/文档"]],
  ["<https://a.example> HTTP://B.example/", ["https://a.example", "HTTP://B.example/"]],
  ["https://a.example https://a.example", ["https://a.example"]],
  ["http://", []],
];

for (const [text, links] of TEXTS) {
  test(`the links of ${JSON.stringify(text)}`, () => assert.deepEqual(linksIn(text), links));
}
