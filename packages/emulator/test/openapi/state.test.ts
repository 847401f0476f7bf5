import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import type { CardEntity } from "../../src/chat/cards/card-entity.ts";
import { TokenOffice } from "../../src/openapi/auth/token-office.ts";
import { EntityLedger } from "../../src/openapi/cardkit/entity-ledger.ts";
import { ImageStore } from "../../src/openapi/media/image-store.ts";
import { Random } from "../../src/random.ts";
import type { StatefulRoom } from "../../src/state/stateful-room.ts";
import { answered, ask, type RestBody } from "../support/rest.ts";
import { startRestWorld } from "../support/rest-world.ts";

const MINUTE_MS = 60_000;
const ANSWER = { tag: "markdown", element_id: "answer", content: "" };

/** Through JSON, as a snapshot in a file. */
function move<State>(from: StatefulRoom<State>, to: StatefulRoom<State>): void {
  to.restore(JSON.parse(JSON.stringify(from.snapshot())));
}

test("tokens come back with the time they have left", () => {
  const clock = new ManualClock();
  const before = new TokenOffice(clock, new Random(1));
  const { token } = before.issue("cli_a", "tenant");
  clock.skip(60 * MINUTE_MS);
  const after = new TokenOffice(clock, new Random(2));
  move(before, after);
  assert.deepEqual(after.issue("cli_a", "tenant"), { token, expiresInS: 60 * 60 });
  after.reset();
  assert.equal(after.appIdOf(token, "tenant"), undefined);
});

test("uploaded pictures come back", () => {
  const before = new ImageStore(new Random(1));
  const image = before.add("cli_a", "avatar");
  const after = new ImageStore(new Random(2));
  move(before, after);
  assert.deepEqual(after.find(image.imageKey), image);
});

test("a streaming entity comes back with its order, its uuids and the rest of its 10 minutes", () => {
  const clock = new ManualClock();
  const entity = { cardId: "7" } as CardEntity;
  const before = new EntityLedger(clock, () => assert.fail("it was closed before"));
  before.openStreaming(entity);
  const record = before.of(entity);
  record.sequence = 5;
  before.rememberOperation(record, "u", "asked");
  clock.skip(4 * MINUTE_MS);
  const ended: string[] = [];
  const after = new EntityLedger(clock, (cardId) => ended.push(cardId));
  move(before, after);
  before.close();
  assert.deepEqual([after.of(entity).sequence, [...after.of(entity).operations]], [5, [["u", "asked"]]]);
  clock.skip(6 * MINUTE_MS - 1);
  assert.deepEqual(ended, []);
  clock.skip(1);
  assert.deepEqual([ended, after.of(entity).streaming], [["7"], { kind: "timed_out" }]);
  after.openStreaming(entity);
  after.reset();
  assert.equal(clock.timerCount, 0);
});

test("another emulator goes on where a snapshot was taken: the token, the entity, the order of operations", async (t) => {
  const { emulator, rest, sent } = await startRestWorld(t);
  const card = { schema: "2.0", config: { streaming_mode: true }, body: { elements: [ANSWER] } };
  const { body } = await rest.post("cardkit/v1/cards", { type: "card_json", data: JSON.stringify(card) });
  const path = `cardkit/v1/cards/${body.data.card_id}/elements/answer/content`;
  const messageId = await sent("interactive", { type: "card", data: { card_id: body.data.card_id } });
  await rest.call("PUT", path, { content: "Hel", sequence: 5 });
  const token = await rest.token();
  const { emulator: later } = await startRestWorld(t);
  later.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  const stream = async (sequence: number): Promise<RestBody> => {
    const authorization = `Bearer ${token}`;
    return (await answered(await ask(later, "PUT", path, { content: "Hello", sequence }, { authorization }))).body;
  };
  assert.equal((await stream(5)).code, 300317);
  assert.equal((await stream(6)).code, 0);
  const shown = await fetch(`${later.admin}/cards/${messageId}`).then((response) => response.text());
  assert.match(shown, /"content":"Hello"/);
  later.reset();
  assert.equal((await stream(7)).code, 99991663);
});
