import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Preview } from "../../src/index.ts";
import { Peer, type Push } from "../support/peer.ts";
import { button, cardV2, startWorld, type World } from "../support/world.ts";
import { newModel } from "./support/model.ts";

const URL_1 = "https://example.com/T-1";

interface Stage extends World {
  readonly peer: Peer;
  /** What arrives while `asking`, and what is shown after `answer`. */
  answered(asking: Promise<Preview>, answer: unknown): Promise<{ push: Push; preview: Preview }>;
}

async function startStage(t: TestContext): Promise<Stage> {
  const world = await startWorld(t);
  const peer = await Peer.connect(world.emulator, world.app);
  const answered: Stage["answered"] = async (asking, answer) => {
    const push = await peer.push();
    peer.answer(push, answer);
    return { push, preview: await asking };
  };
  return { ...world, peer, answered };
}

test("a link that is only typed has no token and no ids", async (t) => {
  const { app, alice, chat, answered } = await startStage(t);
  const { push, preview } = await answered(chat.typeLink(URL_1), { inline: { title: "T" } });
  assert.deepEqual(push.body.event, {
    operator: { tenant_key: app.tenantKey, open_id: alice.openId(app) },
    host: "im_message",
    context: { url: URL_1, open_message_id: "", open_chat_id: "" },
  });
  assert.deepEqual([preview.inline?.title, preview.token, chat.messages.length], ["T", undefined, 0]);
  await assert.rejects(preview.pullAs(alice), { code: "bad_argument", message: /not sent/ });
});

test("every viewer pulls for himself, with the token of the link, and sees what is his", async (t) => {
  const { emulator, app, alice, answered } = await startStage(t);
  const bob = emulator.createUser({ name: "Bob" });
  const group = emulator.createGroup({ name: "G", people: [alice, bob], bots: [app] });
  const first = await answered(alice.openGroup(group).paste(URL_1), { inline: { title: "for Alice" } });
  const second = await answered(first.preview.pullAs(bob), { inline: { title: "for Bob" } });
  const contexts = [first, second].map(({ push }) => push.body.event.context as Record<string, string>);
  assert.deepEqual(contexts[0], contexts[1]);
  assert.equal(contexts[0]?.preview_token, first.preview.token);
  assert.equal((second.push.body.event.operator as { open_id: string }).open_id, bob.openId(app));
  assert.deepEqual([first.preview.inline?.title, second.preview.inline?.title], ["for Alice", "for Bob"]);
  assert.equal(alice.openGroup(group).messages[0]?.text, URL_1);
  const stranger = emulator.createUser({ name: "Carol" });
  await assert.rejects(first.preview.pullAs(stranger), { code: "bad_argument", message: /not in the chat/ });
});

test("a card below a link calls back as one, and changes for the one who clicked", async (t) => {
  const { app, chat, peer, answered } = await startStage(t);
  peer.passOver("im.message.receive_v1");
  const card = { type: "raw", data: cardV2([button("Go", { id: 1 })]) };
  const { preview } = await answered(chat.paste(URL_1), { inline: { title: "T" }, card });
  const shown = preview.shownCard ?? assert.fail();
  const clicked = shown.click("Go");
  const push = await peer.push();
  const { event } = push.body;
  assert.deepEqual(Object.keys(event), ["operator", "token", "action", "host", "delivery_type", "context"]);
  assert.equal(event.delivery_type, "url_preview");
  assert.deepEqual(event.context, {
    url: URL_1,
    preview_token: preview.token,
    open_message_id: chat.messages[0]?.messageId,
    open_chat_id: chat.chatId,
  });
  assert.deepEqual(event.action, { value: { id: 1 }, tag: "button" });
  peer.answer(push, { card: { type: "raw", data: cardV2([{ tag: "markdown", content: "done" }]) } });
  assert.equal((await clicked).code, 0);
  assert.equal(preview.shownCard?.text, "done");
  assert.equal(shown.app, app);
});

test("the app with a rule for a link is asked, whoever is in the chat; without one the link stays bare", async (t) => {
  const { emulator, alice } = await startStage(t);
  emulator.createApp({ kind: "store", linkPreviewRules: ["example.com"] });
  const tickets = emulator.createApp({ linkPreviewRules: ["example.com/tickets"] });
  const other = emulator.createApp({ linkPreviewRules: ["example.org"] });
  const peer = await Peer.connect(emulator, tickets);
  const chat = alice.openChat(other);
  const asking = chat.paste("https://example.com/tickets/7");
  peer.answer(await peer.push(), { inline: { title: "Ticket 7" } });
  assert.equal((await asking).inline?.title, "Ticket 7");
});

test("a link that no app has a rule for stays bare", async () => {
  const { views, newApp } = newModel();
  const app = newApp({ linkPreviewRules: ["example.com"] });
  const chat = views.createUser({ name: "Alice" }).openChat(app);
  await assert.rejects(chat.paste("https://example.net/"), {
    code: "link_without_app",
    message: /No app has a link rule for https:\/\/example\.net\/.*example\.com \(cli_/,
  });
});

test("an app's update makes the clients that have pulled a preview pull it again", async () => {
  let count = 0;
  const { town, views, newApp } = newModel(() => ({ inline: { title: `pull ${++count}` } }));
  const app = newApp();
  const [alice, bob] = [views.createUser({ name: "Alice" }), views.createUser({ name: "Bob" })];
  const group = views.createGroup({ name: "G", people: [alice, bob], bots: [app] });
  const first = await alice.openGroup(group).paste(URL_1);
  const second = await first.pullAs(bob);
  const tokens = [first.token ?? assert.fail()];
  const refresh = async (more: object): Promise<void> => {
    const refreshed = views.refreshPreviews({ app, tokens, ...more });
    assert.ok(refreshed.ok);
    await refreshed.value.pulls;
  };
  const next = first.next();
  await refresh({});
  assert.deepEqual([(await next).inline?.title, (await second.next()).inline?.title], ["pull 3", "pull 4"]);
  await refresh({ openIds: [bob.openId(app)] });
  assert.equal((await second.next()).inline?.title, "pull 5");
  assert.equal((await first.next()).inline?.title, "pull 3");
  const reason = (input: object): unknown => {
    const refused = views.refreshPreviews({ app, tokens, ...input });
    return refused.ok ? undefined : refused.reason;
  };
  assert.equal(reason({ tokens: ["no token"] }), "unknown_preview_token");
  assert.equal(reason({ app: newApp() }), "unknown_preview_token");
  assert.equal(reason({ openIds: ["ou_nobody"] }), "bad_open_ids");
  assert.equal(town.messages.inChat(town.conversation(group.chatId) ?? assert.fail()).length, 1);
});
