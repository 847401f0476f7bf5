import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { type ActionGuard, CardActions, EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const NOW = new ManualClock().now();
const VALUE = z.object({ approver: z.string(), until: z.number() });

/** A press by ou_operator on om_message in oc_chat, at {@link NOW}. */
const PRESS = cardActionBody({ approver: "ou_operator", until: NOW });

type Guard = ActionGuard<z.infer<typeof VALUE>, unknown>;

const CASES: [string, Guard, string | undefined][] = [
  ["an empty guard", {}, undefined],
  ["the operator in the list", { operators: ["ou_other", "ou_operator"] }, undefined],
  ["another operator", { operators: ["ou_other"] }, "operators"],
  ["nobody", { operators: [] }, "operators"],
  ["the operator that the card names", { operators: ({ value }) => [value.approver] }, undefined],
  ["operators found out later", { operators: async () => ["ou_other"] }, "operators"],
  ["operators that are no list", { operators: () => undefined as never }, "operators"],
  ["operators that are a text with the id in it", { operators: () => "ou_operator" as never }, "operators"],
  ["the chat", { chats: ["oc_chat"] }, undefined],
  ["another chat: a forwarded card", { chats: ["oc_other"] }, "chats"],
  ["the message", { messages: ["om_message"] }, undefined],
  ["another message", { messages: ["om_other"] }, "messages"],
  ["the last moment", { until: NOW }, undefined],
  ["a moment before", { until: new Date(NOW - 1) }, "until"],
  ["the moment that the card names", { until: ({ value }) => value.until }, undefined],
  ["a date that is none", { until: new Date(Number.NaN) }, "until"],
  ["no date at all", { until: () => undefined as never }, "until"],
  ["a check that allows", { check: ({ value }) => value.approver === "ou_operator" }, undefined],
  ["a check that denies", { check: async () => false }, "check"],
  ["a check that says nothing", { check: () => undefined as never }, "check"],
  ["a check with a text", { check: () => "Ask your manager" }, "check"],
  ["all that allow", { operators: ["ou_operator"], chats: ["oc_chat"], until: NOW, check: () => true }, undefined],
  ["one that denies among them", { operators: ["ou_operator"], chats: ["oc_other"], check: () => true }, "chats"],
];

for (const [name, guard, deniedBy] of CASES) {
  test(`guard, ${name}: ${deniedBy === undefined ? "allowed" : "denied with a toast, and the card stays"}`, async () => {
    await using platform = await ScriptedPlatform.start();
    let ran = 0;
    const actions = new CardActions().on({ key: "approver" }, { value: VALUE, guard }, () => {
      ran += 1;
    });
    const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
    await using open = await openClient(platform, { dispatcher, clock: new ManualClock() });
    const { answer } = await open.connection.ask(PRESS);
    assert.equal(ran, deniedBy === undefined ? 1 : 0);
    if (deniedBy === undefined) return assert.deepEqual(answer, {});
    assert.deepEqual(Object.keys(answer as object), ["toast"]);
    assert.equal((answer as { toast: { type: string } }).toast.type, "warning");
    assert.equal(open.logger.find("info", `refused by guard.${deniedBy}`)[0]?.fields?.openId, "ou_operator");
  });
}

test("a guard's text is what the person reads", async () => {
  await using platform = await ScriptedPlatform.start();
  const guard = { check: () => "Ask your manager" };
  const actions = new CardActions().on({ tag: "button" }, { guard }, () => undefined);
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const { answer } = await open.connection.ask(cardActionBody());
  assert.deepEqual(answer, { toast: { type: "warning", content: "Ask your manager" } });
});

test("a guard that throws denies, as a failure of the handler", async () => {
  await using platform = await ScriptedPlatform.start();
  let ran = 0;
  const guard: ActionGuard = {
    operators: () => {
      throw new Error("the directory is away");
    },
  };
  const actions = new CardActions().on({ tag: "button" }, { guard }, () => {
    ran += 1;
  });
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  const { answer } = await open.connection.ask(cardActionBody());
  assert.deepEqual([ran, (answer as { toast: { type: string } }).toast.type], [0, "error"]);
});

test("a press that does not say who, where and on what is allowed by no list, not even by one with gaps", async () => {
  await using platform = await ScriptedPlatform.start();
  const reached: string[] = [];
  const actions = new CardActions();
  for (const [name, list] of Object.entries({ empty: "", missing: undefined })) {
    for (const by of ["operators", "chats", "messages"] as const) {
      actions.on({ name: `${name} ${by}` }, { guard: { [by]: [list] as string[] } }, () => void reached.push(name));
    }
  }
  const dispatcher = new EventDispatcher().on("card.action.trigger", actions.handler);
  await using open = await openClient(platform, { dispatcher });
  for (const gap of ["empty", "missing"]) {
    for (const by of ["operators", "chats", "messages"]) {
      const action = { tag: "button", name: `${gap} ${by}` };
      const { answer } = await open.connection.ask(
        p2Body("card.action.trigger", { operator: {}, context: {}, action }),
      );
      assert.match(JSON.stringify(answer), /not allowed/);
    }
  }
  assert.deepEqual(reached, []);
});
