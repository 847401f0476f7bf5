import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Card, ClickOptions, EmulatorClock, GroupChat, Outcome, User } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { button, cardV2, startWorld, type World } from "../support/world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

interface Stage extends Omit<World, "clock"> {
  readonly clock: EmulatorClock;
  readonly peer: Peer;
  readonly bob: User;
  readonly group: GroupChat;
  /** Clicks and answers. */
  answered(card: Card, answer: unknown, options?: ClickOptions): Promise<Outcome>;
}

async function startStage(t: TestContext): Promise<Stage> {
  const world = await startWorld(t, { clock: "manual" });
  const { emulator, app, alice } = world;
  const bob = emulator.createUser({ name: "Bob" });
  const group = alice.openGroup(emulator.createGroup({ name: "Two", people: [alice, bob], bots: [app] }));
  const peer = await Peer.connect(emulator, app);
  const answered = async (card: Card, answer: unknown, options?: ClickOptions): Promise<Outcome> => {
    const clicked = card.click("Go", options);
    peer.answer(await peer.push(), answer);
    return clicked;
  };
  return { ...world, clock: emulator.clock, peer, bob, group, answered };
}

const raw = (data: object): object => ({ card: { type: "raw", data } });
const cardV1 = (text: string, config?: object): object => ({
  ...(config === undefined ? {} : { config }),
  elements: [{ tag: "markdown", content: text }, button("Go")],
});
const variable = (name: string): string => `\${${name}}`;
const textOf = (card: Card): string => card.text;

test("an answer to a shared card is for everybody, to an exclusive one for the operator", async (t) => {
  const { group, bob, answered } = await startStage(t);
  const shared = { update_multi: true };
  for (const [what, before, after, seenByAlice] of [
    ["2.0", cardV2([button("Go")]), cardV2([{ tag: "markdown", content: "done" }]), "done"],
    ["shared 1.0", cardV1("open", shared), cardV1("done", shared), "done"],
    ["exclusive 1.0", cardV1("open"), cardV1("done"), "open"],
  ] as const) {
    const card = group.postCard(before);
    const outcome = await answered(card.as(bob), raw(after));
    assert.equal(outcome.code, 0, what);
    assert.equal(textOf(card.as(bob)), "done", what);
    assert.equal(textOf(card), seenByAlice, what);
    const last = card.versions.at(-1);
    assert.deepEqual([last?.number, last?.change.kind], [2, "answer"], what);
    assert.deepEqual(last?.seenBy, seenByAlice === "done" ? "everybody" : [bob], what);
  }
});

test("a 1.0 card is clickable for 30 days and changes for 14; a 2.0 card both for 14", async (t) => {
  const { chat, clock, answered } = await startStage(t);
  const old = chat.postCard(cardV1("open"));
  const modern = chat.postCard(cardV2([button("Go")]));
  await clock.advance(14 * DAY_MS);
  assert.equal((await answered(modern, raw(cardV2([button("Go"), button("More")])))).code, 0);
  assert.match(modern.screen(), /More/);
  await answered(old, raw(cardV1("day 14")));
  assert.equal(old.text, "day 14");
  await clock.advance(1);
  await assert.rejects(modern.click("Go"), { code: "card_expired", message: /more than 14 days ago/ });
  const late = await answered(old, raw(cardV1("too late")));
  assert.deepEqual([late.code, old.text], [0, "day 14"]);
  assert.match(late.reason, /older than 14 days, so it stays as it is/);
  await clock.advance(16 * DAY_MS);
  await assert.rejects(old.click("Go"), { code: "card_expired", message: /more than 30 days ago/ });
});

test("a forwarded copy calls back only when its card says so", async (t) => {
  const { chat, group, peer } = await startStage(t);
  const forward = (config: object): Card => {
    const { messageId } = chat.postCard({ ...cardV2([button("Go")]), config });
    const message = chat.messages.find((each) => each.messageId === messageId);
    return message?.forwardTo(group).card ?? assert.fail();
  };
  await assert.rejects(forward({}).click("Go"), { code: "card_forwarded" });
  const copy = forward({ enable_forward_interaction: true });
  const clicked = copy.click("Go");
  const push = await peer.push();
  assert.deepEqual(push.body.event.context, { open_message_id: copy.messageId, open_chat_id: group.chatId });
  peer.answer(push);
  assert.equal((await clicked).code, 0);
  assert.throws(() => forward({ enable_forward: false }), { code: "bad_argument", message: /may not be forwarded/ });
});

test("a card in the answer is not shown while text is streamed into the card", async (t) => {
  const { chat, answered } = await startStage(t);
  const card = chat.postCard({ ...cardV2([button("Go")]), config: { streaming_mode: true } });
  const outcome = await answered(card, { toast: { type: "info", content: "hi" }, ...raw(cardV2([])) });
  assert.deepEqual([outcome.code, outcome.toast?.content], [0, "hi"]);
  assert.match(outcome.reason, /being streamed/);
  assert.match(card.screen(), /Go/);
});

test("a choice is shown while its answer is awaited, and flips back when no card comes", async (t) => {
  const { chat, peer } = await startStage(t);
  const options = [{ text: { tag: "plain_text", content: "Red" }, value: "r" }];
  const card = chat.postCard(
    cardV2([
      { tag: "select_static", placeholder: { tag: "plain_text", content: "Colour" }, options },
      { tag: "checker", text: { tag: "plain_text", content: "Done" }, behaviors: [{ type: "callback", value: {} }] },
    ]),
  );
  assert.equal(card.screen(), "( <Colour> ▾ )\n[ ] Done");
  const selected = card.select("Colour", "Red");
  const checked = card.check("Done");
  assert.equal(card.awaitsAnswer, true);
  assert.equal(card.screen(), "( Red ▾ )\n[x] Done");
  peer.answer(await peer.push(), { toast: { type: "info", content: "no" } });
  await selected;
  assert.equal(card.screen(), "( <Colour> ▾ )\n[x] Done");
  peer.answer(await peer.push(), raw(cardV2([{ tag: "markdown", content: "changed" }])));
  await checked;
  assert.deepEqual([card.awaitsAnswer, card.screen()], [false, "changed"]);
});

test("a choice flips back when no answer comes", async (t) => {
  const { chat, peer, clock } = await startStage(t);
  const checker = {
    tag: "checker",
    text: { tag: "plain_text", content: "Done" },
    behaviors: [{ type: "callback", value: {} }],
  };
  const card = chat.postCard(cardV2([checker]));
  const checked = card.check("Done");
  await peer.push();
  await clock.advance(3_000);
  assert.deepEqual([(await checked)?.code, card.screen()], [200341, "[ ] Done"]);
});

test("what lives in the client alone is each person's own, and gone with the next state of the card", async (t) => {
  const { group, bob, emulator, answered } = await startStage(t);
  const card = group.postCard(
    cardV2([
      { tag: "checker", name: "c", text: { tag: "plain_text", content: "Seen" } },
      {
        tag: "collapsible_panel",
        header: { title: { tag: "plain_text", content: "More" } },
        elements: [{ tag: "markdown", content: "inside" }],
      },
      {
        tag: "form",
        name: "f",
        elements: [{ tag: "input", name: "why" }, button("Go", {}, { name: "go", form_action_type: "submit" })],
      },
    ]),
  );
  assert.equal(await card.check("Seen"), undefined);
  card.expand("More").fill({ why: "x" });
  assert.equal(card.screen(), '[x] Seen\n▾ More\n  inside\n"x"\n[ Go ]');
  assert.match(card.text, /inside/);
  assert.equal(card.as(bob).screen(), "[ ] Seen\n▸ More\n<请输入>\n[ Go ]");
  assert.deepEqual(emulator.deliveries, []);
  assert.equal(card.reset().screen(), "[x] Seen\n▾ More\n  inside\n<请输入>\n[ Go ]");
  await answered(card, raw(card.content));
  assert.equal(card.screen(), card.as(bob).screen());
});

test("a card of a published template is drawn with its variables", async (t) => {
  const { emulator, chat, answered } = await startStage(t);
  emulator.publishTemplate({
    templateId: "AAq1",
    versionName: "1.0.0",
    card: cardV2([
      { tag: "markdown", content: `Hello ${variable("name")}, ${variable("count")} left` },
      button("Go", variable("value")),
    ]),
  });
  const data = { template_id: "AAq1", template_variable: { name: "Alice", count: 3, value: { id: 7 } } };
  const card = chat.postCard({ type: "template", data });
  assert.equal(card.text, "Hello Alice, 3 left");
  const outcome = await answered(card, { card: { type: "template", data: { template_id: "AAq1" } } });
  assert.equal(card.text, "Hello ,  left");
  const event = JSON.parse(outcome.delivery.requestJson).event;
  assert.deepEqual(event.action.value, { id: 7 });
});

test("a card that was recalled cannot be used, and one that is not in sight cannot be had", async (t) => {
  const { emulator, chat, group } = await startStage(t);
  const { messageId } = chat.postCard({ ...cardV2([button("Go")]), config: { enable_forward_interaction: true } });
  const copy = chat.messages.find((each) => each.messageId === messageId)?.forwardTo(group) ?? assert.fail();
  const card = copy.card ?? assert.fail();
  void copy.recall().catch(() => undefined);
  await assert.rejects(card.click("Go"), { code: "card_gone", message: /was recalled/ });
  assert.equal(copy.text, "");
  assert.throws(() => card.as(emulator.createUser({ name: "Carol" })), { code: "bad_argument" });
});
