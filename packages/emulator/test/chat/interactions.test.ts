import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Card, EmulatorOptions, GroupChat } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { button, startWorld } from "../support/world.ts";
import { type Cast, FIELDS, USES } from "./data/interaction-table.ts";

/** A group with Alice and Bob, a bot that answers nothing, and what of a use arrives at the bot. */
interface Stage {
  readonly chat: GroupChat;
  readonly cast: Cast;
  arriving(use: () => Promise<unknown>): Promise<unknown>;
}

async function startStage(t: TestContext, options: EmulatorOptions = {}): Promise<Stage> {
  const { emulator, app, alice } = await startWorld(t, options);
  const bob = emulator.createUser({ name: "Bob" });
  const chat = alice.openGroup(emulator.createGroup({ name: "Colours", people: [alice, bob], bots: [app] }));
  const peer = await Peer.connect(emulator, app);
  const arriving = async (use: () => Promise<unknown>): Promise<unknown> => {
    const used = use();
    const push = await Promise.race([peer.push(), used.then(() => Promise.reject(new Error("nothing was sent")))]);
    peer.answer(push);
    await used;
    return push.body.event.action;
  };
  return { chat, cast: { alice, bob, openId: (user) => user.openId(app) }, arriving };
}

const DIALECTS = {
  "1.0": (elements: object[]) => ({ elements: elements.map(inAction) }),
  "2.0": (elements: object[]) => ({ schema: "2.0", body: { elements } }),
};

/** At the root of a 1.0 card, what is interactive and no container stands in an interaction module. */
function inAction(element: object): object {
  const { tag } = element as { tag: string };
  return ["interactive_container", "form", "checker", "select_img"].includes(tag)
    ? element
    : { tag: "action", actions: [element] };
}

for (const [dialect, cardOf] of Object.entries(DIALECTS)) {
  test(`every component of a ${dialect} card sends what the table says`, async (t) => {
    const { chat, cast, arriving } = await startStage(t);
    for (const { what, component, use, action, source } of USES) {
      const card = chat.postCard(cardOf([component]));
      const arrived = await arriving(() => use(card, cast));
      assert.equal(JSON.stringify(arrived), JSON.stringify(action(cast)), `${what} (${source})`);
    }
  });

  test(`every field of a form of a ${dialect} card sends what the table says`, async (t) => {
    const { chat, cast, arriving } = await startStage(t);
    for (const { what, component, fill, filled, untouched, source } of FIELDS) {
      const submit = button("Send", { s: 1 }, { name: "send", form_action_type: "submit" });
      const post = (): Card =>
        chat.postCard(cardOf([{ tag: "form", name: "f", elements: [{ ...component, name: "field" }, submit] }]));
      const expected = (value: unknown): string =>
        JSON.stringify({
          value: { s: 1 },
          tag: "button",
          timezone: "Asia/Shanghai",
          form_value: { field: value },
          name: "send",
        });
      assert.equal(JSON.stringify(await arriving(() => post().submit())), expected(untouched), `${what}, untouched`);
      const card = post().fill({ field: fill(cast) });
      assert.equal(
        JSON.stringify(await arriving(() => card.submit("Send"))),
        expected(filled(cast)),
        `${what} (${source})`,
      );
    }
  });
}

test("the table has every interactive component", () => {
  const tags = new Set([...USES, ...FIELDS].map(({ component }) => (component as { tag: string }).tag));
  assert.deepEqual([...tags].sort(), [
    "button",
    "checker",
    "date_picker",
    "input",
    "interactive_container",
    "multi_select_person",
    "multi_select_static",
    "overflow",
    "picker_datetime",
    "picker_time",
    "select_img",
    "select_person",
    "select_static",
  ]);
});
