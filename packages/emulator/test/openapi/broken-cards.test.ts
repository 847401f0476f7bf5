import assert from "node:assert/strict";
import { test } from "node:test";
import { Peer } from "../support/peer.ts";
import type { RestAnswer } from "../support/rest.ts";
import { type RestWorld, startRestWorld } from "../support/rest-world.ts";
import { button, cardV2 } from "../support/world.ts";

const GOOD = cardV2([button("Approve", { id: 1 })]);
const BROKEN = cardV2([
  { tag: "hr" },
  { tag: "markdown", content: "hi" },
  { tag: "column_set", background_style: "#999999", columns: [] },
]);
const EXT =
  "ErrCode: 11310; ErrPath: ROOT -> body -> elements -> [2](tag: column_set); ErrMsg: invalid color; ErrorValue: invalid color: #999999; ";
const MESSAGE = `Failed to create card content, ext=${EXT}`;

/** The ways by which a card comes to the platform, and what a broken one gets. */
const WAYS: readonly (readonly [
  name: string,
  code: number,
  msg: string,
  submit: (world: RestWorld, card: object) => Promise<RestAnswer>,
])[] = [
  ["sending", 230099, MESSAGE, ({ send }, card) => send("interactive", card)],
  [
    "replying",
    230099,
    MESSAGE,
    async ({ rest, sent }, card) => {
      const messageId = await sent("text", { text: "hello" });
      const reply = { msg_type: "interactive", content: JSON.stringify(card) };
      return rest.post(`im/v1/messages/${messageId}/reply`, reply);
    },
  ],
  [
    "patching",
    230099,
    MESSAGE,
    async ({ rest, sent }, card) => {
      const messageId = await sent("interactive", GOOD);
      return rest.call("PATCH", `im/v1/messages/${messageId}`, { content: JSON.stringify(card) });
    },
  ],
  [
    "updating by token",
    11311,
    MESSAGE,
    async ({ rest, sent, emulator, app }, card) => {
      const messageId = await sent("interactive", GOOD);
      const peer = await Peer.connect(emulator, app);
      const body = '{"target":"Approve"}';
      const clicked = fetch(`${emulator.admin}/cards/${messageId}/click`, { method: "POST", body });
      const push = await peer.push();
      peer.answer(push);
      await clicked;
      return rest.post("interactive/v1/card/update", { token: push.body.event.token, card });
    },
  ],
  [
    "making an entity",
    11310,
    "ErrMsg: invalid color; ",
    ({ rest }, card) => rest.post("cardkit/v1/cards", { type: "card_json", data: JSON.stringify(card) }),
  ],
];

for (const [name, code, msg, submit] of WAYS) {
  test(`${name}: a broken card is refused in the platform's words`, async (t) => {
    const { status, body } = await submit(await startRestWorld(t), BROKEN);
    assert.deepEqual([status, body.code, body.msg], [400, code, msg]);
    assert.match(String(body.error.reason), /#999999/);
  });

  test(`${name}: a broken card is taken when cards are not checked`, async (t) => {
    const { status, body } = await submit(await startRestWorld(t, { cardChecks: "off" }), BROKEN);
    assert.deepEqual([status, body.code], [200, 0], body.msg);
  });
}
