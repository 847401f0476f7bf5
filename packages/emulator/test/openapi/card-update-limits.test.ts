// A delayed update at the very edge of each limit: one step before it is taken, one step after it is refused.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Card, EmulatorOptions } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { Rest } from "../support/rest.ts";
import { type RestWorld, sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const APPROVE = cardV2([button("Approve", { id: 1 })]);
const DONE = cardV2([button("Done", { id: 2 })]);
const EXCLUSIVE = { ...sharedCardV1("x"), config: {} };

interface Scene extends RestWorld {
  /** Clicks "Approve", answers with nothing, and returns the token. */
  click(card: Card): Promise<string>;
  /** The code that an update gets. */
  update(token: string, card: object): Promise<number>;
}

async function startScene(t: TestContext, options: EmulatorOptions = {}): Promise<Scene> {
  const world = await startRestWorld(t, { clock: "manual", ...options });
  const peer = await Peer.connect(world.emulator, world.app);
  const click: Scene["click"] = async (card) => {
    const clicked = card.click("Approve");
    const push = await peer.push();
    peer.answer(push, {});
    await clicked;
    return String(push.body.event.token);
  };
  const update: Scene["update"] = async (token, card) =>
    (await world.rest.post("interactive/v1/card/update", { token, card })).body.code;
  return { ...world, click, update };
}

test("the token: good at 30 minutes, and not a millisecond later", async (t) => {
  const { chat, click, update, emulator } = await startScene(t);
  const token = await click(chat.postCard(APPROVE));
  await emulator.clock.advance(30 * MINUTE_MS);
  assert.equal(await update(token, DONE), 0);
  await emulator.clock.advance(1);
  assert.equal(await update(token, DONE), 300030);
});

test("the card: changes at 14 days, and not a millisecond later", async (t) => {
  const { chat, click, update, emulator } = await startScene(t);
  const card = chat.postCard(APPROVE);
  await emulator.clock.advance(14 * DAY_MS - MINUTE_MS);
  const token = await click(card);
  await emulator.clock.advance(MINUTE_MS);
  assert.equal(await update(token, DONE), 0);
  await emulator.clock.advance(1);
  assert.equal(await update(token, cardV2([])), 300030);
  assert.deepEqual(card.content, DONE);
});

test("the size: 102,400 bytes of JSON are taken, one more is not", async (t) => {
  const { chat, click, update } = await startScene(t, { cardChecks: "off" });
  const token = await click(chat.postCard(APPROVE));
  const sized = (bytes: number): object => {
    const empty = cardV2([{ tag: "markdown", content: "" }]);
    return cardV2([{ tag: "markdown", content: "x".repeat(bytes - JSON.stringify(empty).length) }]);
  };
  assert.equal(await update(token, sized(102_401)), 100000);
  assert.equal(await update(token, sized(102_400)), 0);
});

for (const token of ["c-", "c-a b", "c-1!", "C-0123", " c-0123"]) {
  test(`a token of the form ${JSON.stringify(token)}: 300020`, async (t) => {
    const { update } = await startScene(t);
    assert.equal(await update(token, DONE), 300020);
  });
}

test("the card below a link is not updated by token: 300020", async (t) => {
  const { emulator, app, chat, update } = await startRestWorldWithPreview(t);
  const peer = (await Peer.connect(emulator, app)).passOver("im.message.receive_v1");
  const pasted = chat.paste("https://example.com/T-1");
  peer.answer(await peer.push(), { inline: { title: "T" }, card: { type: "raw", data: APPROVE } });
  const below = (await pasted).shownCard ?? assert.fail();
  const clicked = below.click("Approve");
  const push = await peer.push();
  peer.answer(push, {});
  await clicked;
  assert.equal(await update(String(push.body.event.token), DONE), 300020);
  assert.deepEqual(below.content, APPROVE);
});

async function startRestWorldWithPreview(t: TestContext): Promise<RestWorld & Pick<Scene, "update">> {
  const world = await startRestWorld(t);
  return {
    ...world,
    update: async (token, card) => (await world.rest.post("interactive/v1/card/update", { token, card })).body.code,
  };
}

test("a card for one person that was deleted: 200000", async (t) => {
  const { rest, group, alice, app, click, update } = await startScene(t);
  const { body } = await rest.post("ephemeral/v1/send", {
    chat_id: group.chatId,
    open_id: alice.openId(app),
    msg_type: "interactive",
    card: APPROVE,
  });
  assert.equal(body.code, 0, body.msg);
  const token = await click(await alice.openGroup(group).nextCard());
  assert.equal((await rest.post("ephemeral/v1/delete", { message_id: body.data.message_id })).body.code, 0);
  assert.equal(await update(token, DONE), 200000);
});

test("a shared card can become an exclusive one for named people alone, and the other way round", async (t) => {
  const { chat, alice, app, click, update } = await startScene(t);
  const openIds = [alice.openId(app)];
  const shared = await click(chat.postCard(sharedCardV1("x")));
  assert.equal(await update(shared, EXCLUSIVE), 300090);
  assert.equal(await update(shared, { ...EXCLUSIVE, open_ids: openIds }), 0);
  const exclusive = await click(chat.postCard(EXCLUSIVE));
  assert.equal(await update(exclusive, sharedCardV1("y")), 300090);
  assert.equal(await update(exclusive, { ...sharedCardV1("y"), open_ids: openIds }), 0);
});

test("a template is shared, whatever its card says", async (t) => {
  const { emulator, chat, alice, app, click, update } = await startScene(t);
  emulator.publishTemplate({ templateId: "AAq1", versionName: "1.0.0", card: EXCLUSIVE });
  const template = { type: "template", data: { template_id: "AAq1" } };
  const token = await click(chat.postCard(sharedCardV1("x")));
  assert.equal(await update(token, { ...template, open_ids: [alice.openId(app)] }), 200320);
  assert.equal(await update(token, template), 0);
});

test("an exclusive card changes for those who are named, and for nobody else", async (t) => {
  const { group, alice, bob, app, click, update } = await startScene(t);
  const card = alice.openGroup(group).postCard(EXCLUSIVE);
  const token = await click(card);
  assert.equal(await update(token, { elements: [], open_ids: [alice.openId(app)] }), 0);
  assert.deepEqual([card.content, card.as(bob).content], [{ elements: [] }, EXCLUSIVE]);
});

test("what was updated says when", async (t) => {
  const { chat, rest, emulator, click, update } = await startScene(t);
  const card = chat.postCard(APPROVE);
  const token = await click(card);
  await emulator.clock.advance(MINUTE_MS);
  assert.equal(await update(token, DONE), 0);
  const { data } = (await rest.get(`im/v1/messages/${card.messageId}`)).body;
  const now = emulator.clock.now();
  const [message] = data.items as { update_time: string; create_time: string }[];
  assert.deepEqual([message?.update_time, message?.create_time], [String(now), String(now - MINUTE_MS)]);
});

test("an app without a bot: 11205", async (t) => {
  const { emulator } = await startScene(t);
  const rest = new Rest(emulator, emulator.createApp({ bot: false }));
  assert.equal((await rest.post("interactive/v1/card/update", { token: "c-0", card: DONE })).body.code, 11205);
});
