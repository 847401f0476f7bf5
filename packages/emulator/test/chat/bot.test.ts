import assert from "node:assert/strict";
import { test } from "node:test";
import { Peer } from "../support/peer.ts";
import { startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

test("a whole conversation: a person writes, the bot sends a card over REST, the person uses it", async (t) => {
  const { emulator, app, rest, chat } = await startRestWorld(t);
  const peer = await Peer.connect(emulator, app);
  const said = chat.say("I need a holiday");
  const event = await peer.push();
  const { message_id } = event.body.event.message as { message_id: string };
  const form = [
    { tag: "date_picker", name: "from" },
    { tag: "input", name: "why", required: true },
    button("Ask for it", {}, { name: "ask", form_action_type: "submit" }),
  ];
  const content = JSON.stringify(cardV2([{ tag: "form", name: "holiday", elements: form }]));
  const [, card] = await Promise.all([
    rest.post(`im/v1/messages/${message_id}/reply`, { msg_type: "interactive", content }),
    chat.nextCard(),
  ]);
  peer.answer(event);
  assert.equal((await said).acknowledged, true);
  assert.equal(chat.messages[1]?.replyTo?.text, "I need a holiday");

  card.fill({ from: "2026-08-01" });
  await assert.rejects(card.submit(), { code: "form_incomplete" });
  const submitted = card.fill({ why: "sun" }).submit();
  const click = await peer.push();
  assert.deepEqual((click.body.event.action as { form_value: unknown }).form_value, {
    from: "2026-08-01 +0800",
    why: "sun",
  });
  const early = await rest.post("interactive/v1/card/update", { token: click.body.event.token, card: cardV2([]) });
  assert.notEqual(early.body.code, 0);
  peer.answer(click, { toast: { type: "info", content: "asked" } });
  assert.equal((await submitted).toast?.content, "asked");

  const granted = cardV2([{ tag: "markdown", content: "granted" }]);
  const updated = await rest.post("interactive/v1/card/update", { token: click.body.event.token, card: granted });
  assert.equal(updated.body.code, 0, updated.body.msg);
  assert.equal(card.text, "granted");
  assert.deepEqual(
    card.versions.map(({ change }) => change.kind),
    ["sent", "delayed_update"],
  );
});

test("while a click is not answered, a 2.0 card is locked for others", async (t) => {
  const { emulator, app, rest, chat, sent } = await startRestWorld(t);
  const peer = await Peer.connect(emulator, app);
  const messageId = await sent("interactive", cardV2([button("Go", {})]));
  const card = await chat.nextCard();
  assert.equal(card.messageId, messageId);
  const clicked = card.click("Go");
  const push = await peer.push();
  const patch = { content: JSON.stringify(cardV2([{ tag: "markdown", content: "patched" }])) };
  const locked = await rest.call("PATCH", `im/v1/messages/${messageId}`, patch);
  assert.equal(locked.body.code, 230099);
  assert.match(locked.body.msg, /ErrCode: 11310; ErrMsg: card action is lock/);
  peer.answer(push);
  await clicked;
  assert.equal((await rest.call("PATCH", `im/v1/messages/${messageId}`, patch)).body.code, 0);
  assert.equal(card.text, "patched");
});

test("an exclusive card is updated for those whose open_ids are named", async (t) => {
  const { emulator, app, rest, alice, bob, group } = await startRestWorld(t);
  const peer = await Peer.connect(emulator, app);
  const card = alice.openGroup(group).postCard({ elements: [{ tag: "action", actions: [button("Go", { go: 1 })] }] });
  const clicked = card.click("Go");
  const push = await peer.push();
  peer.answer(push);
  await clicked;
  const update = (open_ids?: string[]): ReturnType<typeof rest.post> => {
    const body = { elements: [{ tag: "markdown", content: "done" }], ...(open_ids === undefined ? {} : { open_ids }) };
    return rest.post("interactive/v1/card/update", { token: push.body.event.token, card: body });
  };
  assert.equal((await update()).body.code, 300090);
  assert.equal((await update(["ou_nobody"])).body.code, 200320);
  assert.equal((await update([bob.openId(app)])).body.code, 0);
  assert.deepEqual([card.screen(), card.as(bob).screen()], ["[ Go ]", "done"]);
});
