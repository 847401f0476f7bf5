// Variables of templates that are missing, unknown, or of the wrong type, wherever a template can be named.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TemplateInput } from "../../src/index.ts";
import { startEmulator } from "../../src/index.ts";
import { knock } from "../support/door.ts";
import { Peer } from "../support/peer.ts";
import { startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const NAME = "$" + "{name}";
const COUNT = "$" + "{count}";
const CLOSED = "$" + "{closed}";

const TEMPLATE: TemplateInput = {
  templateId: "AAqOrder",
  versionName: "1.0.0",
  card: cardV2([
    { tag: "markdown", content: `Hello ${NAME}: ${COUNT}` },
    button("Go", { id: 7 }, { disabled: CLOSED }),
  ]),
  variables: { name: "text", count: "integer", closed: "boolean", due: "date" },
};

function reference(template_variable: object, template_id = "AAqOrder"): object {
  return { type: "template", data: { template_id, template_variable } };
}

const REFUSED: [name: string, variables: object, subCode: number, text: RegExp][] = [
  ["a number for a text", { name: 5 }, 200732, /name, specifiedType: string, actualType: number; $/],
  ["a text for a truth value", { closed: "true" }, 200732, /closed, specifiedType: boolean, actualType: string; $/],
  [
    "a text that is no number",
    { count: "many" },
    200737,
    /varName: count, specifiedFormat: integer, actualFormat: many; $/,
  ],
  ["a date in another form", { due: "31.1.2026" }, 200737, /varName: due, specifiedFormat: yyyy-MM-dd/],
];

for (const [name, variables, subCode, text] of REFUSED) {
  test(`${name}: 230099 with ${subCode}, and nothing is sent`, async (t) => {
    const { emulator, send, chat } = await startRestWorld(t);
    emulator.publishTemplate(TEMPLATE);
    const { body } = await send("interactive", reference({ name: "Bob", ...variables }));
    assert.equal(body.code, 230099);
    assert.match(body.msg, new RegExp(`ErrCode: ${subCode}; ErrMsg: `));
    assert.match(body.msg, text);
    assert.match(String(body.error.reason), /The variable "/);
    assert.deepEqual(chat.messages, []);
  });
}

test("what is missing stays empty, and what is unknown is ignored", async (t) => {
  const { emulator, sent, chat } = await startRestWorld(t);
  emulator.publishTemplate(TEMPLATE);
  await sent("interactive", reference({ name: "Bob", nmae: "Eve" }));
  const { card } = chat.messages[0] ?? assert.fail();
  assert.equal(card?.text, "Hello Bob:");
  assert.equal(card?.screen(), "Hello Bob:\n[ Go ]");
});

test("a place that is a variable and nothing else is left out, and can be drawn", async (t) => {
  const { emulator, sent, chat } = await startRestWorld(t);
  const card = cardV2([{ tag: "markdown", content: NAME }, button(NAME), { tag: "markdown", content: "end" }]);
  emulator.publishTemplate({ templateId: "AAqBare", versionName: "1.0.0", card });
  await sent("interactive", reference({}, "AAqBare"));
  const shown = chat.messages[0]?.card ?? assert.fail();
  assert.match(shown.screen(), /end$/);
  assert.doesNotMatch(shown.screen(), /undefined|name/);
});

test("with quirks.templateVariables strict, missing and unknown variables are refused", async (t) => {
  const { emulator, send } = await startRestWorld(t, { quirks: { templateVariables: "strict" } });
  emulator.publishTemplate(TEMPLATE);
  const good = { name: "Bob", count: 3, closed: false, due: "2026-01-31" };
  assert.equal((await send("interactive", reference(good))).body.code, 0);
  const { count: _, ...missing } = good;
  for (const [variables, says] of [
    [missing, /"count" has no value/],
    [{ ...good, nmae: "x" }, /no variable "nmae". It has: name, count/],
  ] as const) {
    const { body } = await send("interactive", reference(variables));
    assert.equal(body.code, 230099);
    assert.match(body.msg, /ErrCode: 200732/);
    assert.match(String(body.error.reason), says);
  }
});

test("in an answer: 200673, and the card stays; a good one is shown", async (t) => {
  const { emulator, app, chat } = await startRestWorld(t);
  emulator.publishTemplate(TEMPLATE);
  const peer = await Peer.connect(emulator, app);
  const card = chat.postCard(cardV2([button("Go", {})]));
  for (const [variables, code] of [
    [{ name: 5 }, 200673],
    [{ name: "Bob", count: "3" }, 0],
  ] as const) {
    const clicked = card.click("Go");
    peer.answer(await peer.push(), { card: reference(variables) });
    const outcome = await clicked;
    assert.equal(outcome.code, code, outcome.reason);
    if (code !== 0) assert.match(outcome.reason, /The card in the answer is wrong: The variable "name" is number/);
    assert.equal(card.text === "Hello Bob: 3", code === 0);
  }
  const clicked = card.click("Go");
  peer.answer(await peer.push(), {
    card: { type: "template", data: { template_id: "AAqOrder", template_version_name: "9" } },
  });
  assert.equal((await clicked).code, 200673, "no such version");
});

test("a delayed update with a wrong variable: 11311, which is no use of the token", async (t) => {
  const { emulator, app, chat, rest } = await startRestWorld(t);
  emulator.publishTemplate(TEMPLATE);
  const peer = await Peer.connect(emulator, app);
  const clicked = chat.postCard(cardV2([button("Go", {})])).click("Go");
  const push = await peer.push();
  peer.answer(push);
  await clicked;
  const update = async (variables: object): Promise<number> =>
    (await rest.post("interactive/v1/card/update", { token: push.body.event.token, card: reference(variables) })).body
      .code;
  assert.deepEqual(
    [await update({ name: 5 }), await update({ name: "a" }), await update({ name: "b" }), await update({ name: "c" })],
    [11311, 0, 0, 300040],
  );
});

test("types are part of a snapshot, go through the door, and have to be known", async (t) => {
  const one = await startRestWorld(t);
  const { status } = await knock(one.emulator, "POST", "/templates", TEMPLATE);
  assert.equal(status, 201);
  const two = await startEmulator();
  t.after(() => two.close());
  two.restore(JSON.parse(JSON.stringify(one.emulator.snapshot())));
  for (const emulator of [one.emulator, two]) {
    assert.match(JSON.stringify(emulator.snapshot()), /"due":"date"/);
  }
  assert.equal((await one.send("interactive", reference({ name: 5 }))).body.code, 230099);
  const wrong = await knock(one.emulator, "POST", "/templates", { ...TEMPLATE, variables: { name: "string" } });
  assert.deepEqual([wrong.status, wrong.code], [400, "bad_argument"]);
  assert.match(wrong.message ?? "", /"name" has the type "string". There are: text, integer/);
});
