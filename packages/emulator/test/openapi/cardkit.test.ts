import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import type { EmulatorOptions } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { Rest, type RestAnswer } from "../support/rest.ts";
import { type RestWorld, sharedCardV1, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Kit extends RestWorld {
  readonly cardId: string;
  readonly messageId: string;
  /** An operation on the card, with the next sequence unless `body` has one. */
  kit(method: string, path: string, body: object): Promise<RestAnswer>;
  /** What everybody in the chat sees. */
  shown(): Promise<Record<string, unknown>>;
  text(): Promise<unknown>;
}

const STREAMING = { schema: "2.0", config: { streaming_mode: true }, body: { elements: [text("answer", "")] } };

function text(id: string, content: string): object {
  return { tag: "markdown", element_id: id, content };
}

function create(rest: Rest, card: unknown): Promise<RestAnswer> {
  return rest.post("cardkit/v1/cards", { type: "card_json", data: JSON.stringify(card) });
}

/** A card entity that was sent to Alice. */
async function startKit(t: TestContext, card: object = STREAMING, options: EmulatorOptions = {}): Promise<Kit> {
  const world = await startRestWorld(t, options);
  const { body } = await create(world.rest, card);
  const cardId = String(body.data.card_id);
  const messageId = await world.sent("interactive", { type: "card", data: { card_id: cardId } });
  let sequence = 0;
  const kit: Kit["kit"] = (method, path, given) => {
    sequence += 1;
    return world.rest.call(method, `cardkit/v1/cards/${cardId}${path}`, { sequence, ...given });
  };
  const shown: Kit["shown"] = async () => {
    const response = await fetch(`${world.emulator.admin}/cards/${messageId}`);
    return ((await response.json()) as { data: { content: Record<string, unknown> } }).data.content;
  };
  const seen: Kit["text"] = async () => {
    const { elements } = (await shown()).body as { elements: { content: unknown }[] };
    return elements[0]?.content;
  };
  return { ...world, cardId, messageId, kit, shown, text: seen };
}

function stream({ kit }: Kit, content: string, more: object = {}): Promise<RestAnswer> {
  return kit("PUT", "/elements/answer/content", { content, ...more });
}

test("text is streamed into a card that was sent, and everybody sees it", async (t) => {
  const world = await startKit(t);
  assert.match(world.cardId, /^\d{1,20}$/);
  const first = await stream(world, "Hel");
  assert.deepEqual([first.status, first.body], [200, { code: 0, msg: "success", data: {} }]);
  assert.equal(await world.text(), "Hel");
  await stream(world, "Hello, **world**");
  assert.equal(await world.text(), "Hello, **world**");
});

test("streaming ends 10 minutes after it was opened, whatever was written; opening it again begins anew", async (t) => {
  const world = await startKit(t);
  world.clock.skip(10 * MINUTE_MS - 1);
  assert.equal((await stream(world, "in time")).body.code, 0);
  world.clock.skip(1);
  assert.deepEqual((await world.shown()).config, { streaming_mode: false });
  const told = await stream(world, "late");
  assert.deepEqual([told.status, told.body.code, told.body.msg], [400, 200850, "ErrMsg: card streaming timeout; "]);
  const closed = await stream(world, "later");
  assert.deepEqual([closed.body.code, closed.body.msg], [300309, "ErrMsg: streaming mode is closed; "]);
  const settings = JSON.stringify({ config: { streaming_mode: true } });
  assert.equal((await world.kit("PATCH", "/settings", { settings })).body.code, 0);
  assert.equal((await stream(world, "again")).body.code, 0);
  world.clock.skip(9 * MINUTE_MS);
  assert.equal((await world.kit("PATCH", "/settings", { settings })).body.code, 0);
  world.clock.skip(9 * MINUTE_MS);
  assert.equal((await stream(world, "still")).body.code, 0);
  assert.equal(await world.text(), "still");
});

test("what is not text cannot be streamed into, and a card that does not stream takes no stream", async (t) => {
  const card = {
    ...STREAMING,
    body: { elements: [text("answer", ""), button("Stop", { id: 1 }, { element_id: "stop" })] },
  };
  const world = await startKit(t, card);
  const onto = (id: string): Promise<RestAnswer> => world.kit("PUT", `/elements/${id}/content`, { content: "x" });
  assert.equal((await onto("stop")).body.code, 300310);
  const missing = await onto("nothing");
  assert.deepEqual([missing.body.code, missing.body.msg], [300313, "ErrMsg: not find elementID : nothing; "]);
  assert.equal((await stream(world, "")).body.code, 99992402);
  assert.equal((await stream(world, "x".repeat(30_001))).body.code, 11310);
  const still = await startKit(t, cardV2([text("answer", "")]));
  assert.equal((await stream(still, "x")).body.code, 300309);
});

test("operations come in strict order, and a uuid is done once", async (t) => {
  const world = await startKit(t);
  assert.equal((await stream(world, "five", { sequence: 5, uuid: "u" })).body.code, 0);
  for (const sequence of [5, 4]) {
    const { status, body } = await stream(world, "late", { sequence });
    assert.deepEqual([status, body.code, body.msg], [400, 300317, "ErrMsg: sequence number compare failed; "]);
  }
  assert.equal((await stream(world, "five", { sequence: 5, uuid: "u" })).body.code, 0);
  assert.equal((await stream(world, "other", { sequence: 6, uuid: "u" })).body.code, 200770);
  assert.equal(await world.text(), "five");
  for (const sequence of [0, 2 ** 31, 1.5, "7", undefined]) {
    const { body } = await stream(world, "x", { sequence });
    assert.ok([9499, 99992402].includes(body.code), String(sequence));
  }
});

test("an entity is sent once, changed by its own app, and lives 14 days", async (t) => {
  const world = await startKit(t);
  const again = await world.send("interactive", { type: "card", data: { card_id: world.cardId } });
  assert.match(again.body.msg, /ErrMsg: cardid is invalid/);
  const other = new Rest(world.emulator, world.emulator.createApp());
  const body = { content: "x", sequence: 1 };
  const path = `cardkit/v1/cards/${world.cardId}/elements/answer/content`;
  assert.equal((await other.call("PUT", path, body)).body.code, 300311);
  assert.equal((await world.rest.call("PUT", path.replace(world.cardId, "123"), body)).body.code, 200740);
  world.clock.skip(14 * DAY_MS + 1);
  assert.equal((await world.rest.call("PUT", path, body)).body.code, 200750);
});

test("a card is operated on at most 10 times a second", async (t) => {
  const world = await startKit(t);
  for (let round = 1; round <= 10; round++) assert.equal((await stream(world, "x".repeat(round))).body.code, 0);
  const { status, body } = await stream(world, "more");
  assert.deepEqual([status, body.code], [429, 99991400]);
  world.clock.skip(1_000);
  assert.equal((await stream(world, "more")).body.code, 0);
});

test("while a click waits for its answer, the card cannot be changed", async (t) => {
  const world = await startKit(t, {
    ...STREAMING,
    body: { elements: [text("answer", ""), button("Stop", { id: 1 })] },
  });
  const peer = await Peer.connect(world.emulator, world.app);
  const clicked = fetch(`${world.emulator.admin}/cards/${world.messageId}/click`, {
    method: "POST",
    body: '{"target":"Stop"}',
  });
  const push = await peer.push();
  const { status, body } = await stream(world, "x");
  assert.deepEqual([status, body.code], [400, 200810]);
  peer.answer(push);
  await clicked;
  assert.equal((await stream(world, "x")).body.code, 0);
});

test("components are added, replaced, changed and removed", async (t) => {
  const world = await startKit(t, cardV2([text("a", "A"), text("c", "C")]));
  const ids = async (): Promise<unknown[]> => {
    const { elements } = (await world.shown()).body as { elements: { element_id: unknown }[] };
    return elements.map(({ element_id: id }) => id);
  };
  const add = (type: string, target: string | undefined, id: string): Promise<RestAnswer> =>
    world.kit("POST", "/elements", {
      type,
      ...(target === undefined ? {} : { target_element_id: target }),
      elements: JSON.stringify([text(id, id)]),
    });
  assert.equal((await add("insert_after", "a", "b")).body.code, 0);
  assert.equal((await add("insert_before", "a", "first")).body.code, 0);
  assert.equal((await add("append", undefined, "last")).body.code, 0);
  assert.deepEqual(await ids(), ["first", "a", "b", "c", "last"]);
  const replaced = await world.kit("PUT", "/elements/b", { element: '{"tag":"hr"}' });
  assert.equal(replaced.body.code, 0);
  const patched = await world.kit("PATCH", "/elements/c", { partial_element: '{"content":"new","element_id":"d"}' });
  assert.equal(patched.body.code, 0);
  assert.equal((await world.kit("DELETE", "/elements/first", {})).body.code, 0);
  assert.deepEqual(((await world.shown()).body as { elements: object[] }).elements, [
    text("a", "A"),
    { element_id: "b", tag: "hr" },
    { tag: "markdown", element_id: "d", content: "new" },
    text("last", "last"),
  ]);
});

test("components inside components are found, what an app stores in a card is not", async (t) => {
  const inner = { tag: "button", element_id: "go", text: { tag: "plain_text", element_id: "label", content: "Go" } };
  const stored = { behaviors: [{ type: "callback", value: { element_id: "secret" } }] };
  const column = { tag: "column", elements: [{ ...inner, ...stored }] };
  const world = await startKit(t, cardV2([{ tag: "column_set", columns: [column] }]));
  const partial = { partial_element: '{"content":"Gone"}' };
  assert.equal((await world.kit("PATCH", "/elements/label", partial)).body.code, 0);
  assert.match(JSON.stringify(await world.shown()), /"content":"Gone"/);
  assert.equal((await world.kit("PATCH", "/elements/secret", partial)).body.code, 300313);
});

test("operations on components that cannot be done have codes of their own, and change nothing", async (t) => {
  const world = await startKit(t, cardV2([text("a", "A"), text("b", "B")]));
  const before = await world.shown();
  const cases: readonly (readonly [string, string, object, number])[] = [
    ["POST", "/elements", { type: "insert_after", target_element_id: "x", elements: '[{"tag":"hr"}]' }, 300315],
    ["POST", "/elements", { type: "insert_after", elements: '[{"tag":"hr"}]' }, 10002],
    ["POST", "/elements", { type: "append", target_element_id: "a", elements: '[{"tag":"hr"}]' }, 300315],
    ["POST", "/elements", { type: "append", elements: "hr" }, 10002],
    ["POST", "/elements", { type: "append", elements: JSON.stringify([text("a", "")]) }, 300301],
    ["POST", "/elements", { type: "append", elements: JSON.stringify([text("not-good", "")]) }, 300301],
    ["PUT", "/elements/x", { element: '{"tag":"hr"}' }, 300121],
    ["PATCH", "/elements/x", { partial_element: "{}" }, 300313],
    ["PATCH", "/elements/a", { partial_element: '{"tag":"hr"}' }, 300312],
    ["PATCH", "/elements/a", { partial_element: "[]" }, 10002],
    ["DELETE", "/elements/x", {}, 300314],
    ["PATCH", "/settings", { settings: '{"body":{}}' }, 300122],
    ["PATCH", "/settings", { settings: '{"config":{"update_multi":false}}' }, 300302],
    ["PATCH", "/settings", { settings: "x" }, 10002],
    ["PUT", "", { card: { type: "card_json", data: "{}" } }, 300307],
    ["PUT", "", { card: { type: "card_json", data: JSON.stringify(sharedCardV1("x")) } }, 300303],
    ["PUT", "", { card: "{}" }, 9499],
  ];
  for (const [method, path, body, code] of cases) {
    const answer = await world.kit(method, path, body);
    assert.deepEqual([answer.status, answer.body.code], [400, code], `${method} ${path} ${JSON.stringify(body)}`);
    world.clock.skip(1_000);
  }
  assert.deepEqual(await world.shown(), before);
});

test("a batch is done whole or not at all", async (t) => {
  const world = await startKit(t, cardV2([text("a", "A"), text("b", "B"), text("c", "C")]));
  const good = [
    { action: "partial_update_setting", params: { settings: { config: { streaming_mode: true } } } },
    { action: "add_elements", params: { type: "insert_before", target_element_id: "a", elements: [text("n", "N")] } },
    { action: "delete_elements", params: { element_ids: ["b"] } },
    { action: "partial_update_element", params: { element_id: "a", partial_element: { content: "AA" } } },
    { action: "update_element", params: { element_id: "c", element: JSON.stringify(text("c", "CC")) } },
  ];
  const bad = [good[2], { action: "delete_elements", params: { element_ids: ["x"] } }];
  const refused = await world.kit("POST", "/batch_update", { actions: JSON.stringify(bad) });
  assert.equal(refused.body.code, 300314);
  assert.equal((await world.kit("POST", "/batch_update", { actions: JSON.stringify(good) })).body.code, 0);
  assert.deepEqual(await world.shown(), {
    schema: "2.0",
    config: { streaming_mode: true },
    body: { elements: [text("n", "N"), text("a", "AA"), text("c", "CC")] },
  });
  const streamed = await world.kit("PUT", "/elements/a/content", { content: "streamed" });
  assert.equal(streamed.body.code, 0);
  for (const actions of ["{}", "[]", '[{"action":"explode"}]', "[null]"]) {
    assert.equal((await world.kit("POST", "/batch_update", { actions })).body.code, 10002);
  }
});

test("the whole card is replaced, which ends streaming unless the new one streams", async (t) => {
  const world = await startKit(t);
  const data = JSON.stringify(cardV2([text("answer", "final")]));
  assert.equal((await world.kit("PUT", "", { card: { type: "card_json", data } })).body.code, 0);
  assert.equal(await world.text(), "final");
  assert.equal((await stream(world, "more")).body.code, 300309);
});

test("a card that was sent without an entity gets one, the same every time", async (t) => {
  const { emulator, rest, sent } = await startRestWorld(t);
  const convert = (messageId: string): Promise<RestAnswer> =>
    rest.post("cardkit/v1/cards/id_convert", { message_id: messageId });
  const messageId = await sent("interactive", { ...STREAMING, body: { elements: [text("a", "old")] } });
  const { body } = await convert(messageId);
  assert.equal((await convert(messageId)).body.data.card_id, body.data.card_id);
  const path = `cardkit/v1/cards/${body.data.card_id}/elements/a/content`;
  assert.equal((await rest.call("PUT", path, { content: "new", sequence: 1 })).body.code, 0);
  const shown = await fetch(`${emulator.admin}/cards/${messageId}`).then((response) => response.text());
  assert.match(shown, /"content":"new"/);
  const byAnother = new Rest(emulator, emulator.createApp()).post("cardkit/v1/cards/id_convert", {
    message_id: messageId,
  });
  assert.equal((await byAnother).body.code, 300311);
  assert.equal((await convert(await sent("text", { text: "no card" }))).body.code, 10002);
  assert.equal((await convert(await sent("interactive", sharedCardV1("x")))).body.code, 300303);
  assert.equal((await convert("om_unknown")).body.code, 10002);
});

const NO_ENTITY: readonly (readonly [string, unknown, number])[] = [
  ["an empty card", {}, 300307],
  ["a 1.0 card", sharedCardV1("x"), 300303],
  ["a card that is not shared", { ...cardV2([]), config: { update_multi: false } }, 300302],
  ["two components with one id", cardV2([text("a", ""), text("a", "")]), 300301],
  ["an id with a hyphen", cardV2([text("not-good", "")]), 300301],
  ["201 components", cardV2(Array.from({ length: 201 }, () => ({ tag: "hr" }))), 300305],
  ["more than 30 KB", cardV2([text("a", "x".repeat(31 * 1024))]), 200860],
];

for (const [name, card, code] of NO_ENTITY) {
  test(`no entity is made of ${name}: ${code}`, async (t) => {
    const { rest } = await startRestWorld(t);
    const { status, body } = await create(rest, card);
    assert.deepEqual([status, body.code], [400, code], body.msg);
  });
}

test("no entity is made of what is no JSON or an unknown template", async (t) => {
  const { rest } = await startRestWorld(t);
  const make = (type: string, data: string): Promise<number> =>
    rest.post("cardkit/v1/cards", { type, data }).then(({ body }) => body.code);
  assert.equal(await make("card_json", "{"), 200220);
  assert.equal(await make("template", '{"template_id":"AAq1"}'), 200220);
  assert.equal(await make("picture", "{}"), 99992402);
});

test("a closed emulator leaves no timer of a card that streams", async (t) => {
  const { emulator, clock } = await startKit(t);
  await emulator.close();
  await until(() => clock.timerCount === 0);
});
