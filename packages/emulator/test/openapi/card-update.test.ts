import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Card, EmulatorOptions, Outcome, User } from "../../src/index.ts";
import { Peer, type Push } from "../support/peer.ts";
import { Rest, type RestAnswer } from "../support/rest.ts";
import { type RestWorld, sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const MINUTE_MS = 60_000;
const DONE = cardV2([button("Done", { id: 2 })]);

interface Clicked extends RestWorld {
  readonly card: Card;
  readonly token: string;
  /** Answers the click with nothing; resolves when the platform has the answer. */
  answer(result?: object): Promise<Outcome>;
  update(card: unknown, token?: unknown): Promise<RestAnswer>;
}

/** A card that was clicked, and the click not answered yet. */
async function click(t: TestContext, posted: object, options: EmulatorOptions = {}, who?: User): Promise<Clicked> {
  const world = await startRestWorld(t, { answerDeadlineMs: 60 * MINUTE_MS, ...options });
  const peer = await Peer.connect(world.emulator, world.app);
  const card = (who ?? world.alice).openChat(world.app).postCard(posted);
  const outcome = card.click("Approve");
  const push: Push = await peer.push();
  const token = String(push.body.event.token);
  const answer: Clicked["answer"] = (result = {}) => {
    peer.answer(push, result);
    return outcome;
  };
  const update: Clicked["update"] = (next, by = token) =>
    world.rest.post("interactive/v1/card/update", { token: by, card: next });
  t.after(() => outcome.catch(() => undefined));
  return { ...world, card, token, answer, update };
}

test("a card is updated twice by the token of its click, and not a third time", async (t) => {
  const { answer, update, card } = await click(t, cardV2([button("Approve", { id: 1 })]));
  await answer();
  const first = await update(DONE);
  assert.deepEqual([first.status, first.body], [200, { code: 0, msg: "ok" }]);
  assert.deepEqual(card.content, DONE);
  assert.equal((await update(cardV2([]))).body.code, 0);
  const third = await update(DONE);
  assert.deepEqual([third.status, third.body.code], [400, 300040]);
  assert.deepEqual(card.content, cardV2([]));
});

test("the token is good for 30 minutes", async (t) => {
  const { answer, update, clock, card } = await click(t, cardV2([button("Approve", { id: 1 })]));
  await answer();
  clock.skip(29 * MINUTE_MS);
  assert.equal((await update(DONE)).body.code, 0);
  clock.skip(2 * MINUTE_MS);
  assert.equal((await update(cardV2([]))).body.code, 300030);
  assert.deepEqual(card.content, DONE);
});

test("an update that is refused is no use of the token", async (t) => {
  const { answer, update } = await click(t, cardV2([button("Approve", { id: 1 })]));
  await answer();
  for (let attempt = 0; attempt < 3; attempt++) assert.equal((await update({})).body.code, 10002);
  assert.equal((await update(DONE)).body.code, 0);
});

test("before the answer an update is refused", async (t) => {
  const { answer, update, card } = await click(t, cardV2([button("Approve", { id: 1 })]));
  const early = await update(DONE);
  assert.deepEqual([early.status, early.body.code, early.body.msg], [400, 11310, "card action is lock"]);
  await answer();
  assert.deepEqual(card.content, cardV2([button("Approve", { id: 1 })]));
  assert.equal((await update(DONE)).body.code, 0);
});

test("with a setting, an update before the answer is shown and taken back by it", async (t) => {
  const original = cardV2([button("Approve", { id: 1 })]);
  const options: EmulatorOptions = { openApi: { earlyCardUpdate: "revert" } };
  const { answer, update, card } = await click(t, original, options);
  assert.equal((await update(DONE)).body.code, 0);
  assert.deepEqual(card.content, DONE);
  await answer();
  assert.deepEqual(card.content, original);
});

test("an answer with a card of its own is not taken back", async (t) => {
  const options: EmulatorOptions = { openApi: { earlyCardUpdate: "revert" } };
  const { answer, update, card } = await click(t, cardV2([button("Approve", { id: 1 })]), options);
  await update(DONE);
  await answer({ card: { type: "raw", data: cardV2([]) } });
  assert.deepEqual(card.content, cardV2([]));
});

const REFUSED: readonly (readonly [string, object, number])[] = [
  ["no token", { token: undefined }, 300020],
  ["a token that is no text", { token: 7 }, 300020],
  ["a token of another form", { token: "abc" }, 300020],
  ["an unknown token", { token: "c-0123456789abcdef" }, 300030],
  ["no card", { card: undefined }, 10002],
  ["a card as text", { card: "{}" }, 10002],
  ["a 1.0 card in place of a 2.0 card", { card: sharedCardV1("x") }, 11311],
  ["open_ids for a shared card", { card: { ...DONE, open_ids: ["ou_1"] } }, 200320],
  ["open_ids that are no list", { card: { ...DONE, open_ids: "ou_1" } }, 200320],
  ["a card of more than 100 KB", { card: cardV2([{ tag: "markdown", content: "x".repeat(101 * 1024) }]) }, 100000],
];

for (const [name, change, code] of REFUSED) {
  test(`${name}: ${code}`, async (t) => {
    const { answer, rest, token } = await click(t, cardV2([button("Approve", { id: 1 })]));
    await answer();
    const { status, body } = await rest.post("interactive/v1/card/update", { token, card: DONE, ...change });
    assert.deepEqual([status, body.code], [400, code], body.msg);
  });
}

test("a request that is no JSON: 100030", async (t) => {
  const { answer, rest } = await click(t, cardV2([button("Approve", { id: 1 })]));
  await answer();
  assert.equal((await rest.call("POST", "interactive/v1/card/update", "{")).body.code, 100030);
});

test("another app's card: 200310; a recalled card: 200000", async (t) => {
  const { answer, update, emulator, token, rest, card } = await click(t, cardV2([button("Approve", { id: 1 })]));
  await answer();
  const other = new Rest(emulator, emulator.createApp());
  const foreign = await other.post("interactive/v1/card/update", { token, card: DONE });
  assert.equal(foreign.body.code, 200310);
  await rest.call("DELETE", `im/v1/messages/${card.messageId}`);
  assert.equal((await update(DONE)).body.code, 200000);
});

test("an exclusive card changes for the people who are named", async (t) => {
  const exclusive = { ...sharedCardV1("x"), config: {} };
  const { answer, update, card, alice, app } = await click(t, exclusive);
  await answer();
  assert.equal((await update({ elements: [] })).body.code, 300090);
  assert.equal((await update({ elements: [], open_ids: [] })).body.code, 300090);
  assert.equal((await update({ elements: [], open_ids: ["ou_nobody"] })).body.code, 200320);
  assert.equal((await update({ elements: [], open_ids: [alice.openId(app)] })).body.code, 0);
  assert.deepEqual(card.content, { elements: [] });
});

test("while a click waits for its answer, a 2.0 card cannot be patched either", async (t) => {
  const { answer, rest, card } = await click(t, cardV2([button("Approve", { id: 1 })]));
  const patch = (): Promise<RestAnswer> =>
    rest.call("PATCH", `im/v1/messages/${card.messageId}`, { content: JSON.stringify(DONE) });
  const locked = await patch();
  assert.equal(locked.body.code, 230099);
  assert.match(locked.body.msg, /ErrCode: 11310; ErrMsg: card action is lock; $/);
  await answer();
  assert.equal((await patch()).body.code, 0);
});
