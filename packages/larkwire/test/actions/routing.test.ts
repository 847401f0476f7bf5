import assert from "node:assert/strict";
import { test } from "node:test";
import { type ActionMatch, CardActions, type CardActionsOptions, EventDispatcher } from "../../src/index.ts";
import { cardActionBody, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** Routes by name; the name of the one that took a press comes back as a toast. */
function routesOf(matches: Record<string, ActionMatch>, options: CardActionsOptions = {}): CardActions {
  const actions = new CardActions(options);
  for (const [name, match] of Object.entries(matches)) {
    actions.on(match, () => ({ toast: { type: "success", content: name } }));
  }
  return actions;
}

async function openActions(platform: ScriptedPlatform, actions: CardActions) {
  return openClient(platform, { dispatcher: new EventDispatcher().on("card.action.trigger", actions.handler) });
}

function toastOf(answer: unknown): { type: string; content: string; i18n?: Record<string, string> } {
  return (answer as { toast: { type: string; content: string } }).toast;
}

const ROUTES: Record<string, ActionMatch> = {
  approve: { key: "action", is: "approve" },
  number: { key: "count", is: 7 },
  "any order": { key: "order" },
  "plain text": { value: "cancel" },
  submit: { name: "submit_button" },
  "named select": { tag: "select_static", name: "city" },
  checker: { tag: "checker" },
};

/** What is pressed, and the route that takes it; nothing when none does. */
const PRESSES: [string, object, string | undefined][] = [
  ["an object", cardActionBody({ action: "approve", id: 1 }), "approve"],
  ["an object as JSON text", cardActionBody('{"action":"approve"}'), "approve"],
  ["JSON text after white space", cardActionBody(' \n{"action":"approve"}'), "approve"],
  ["a number", cardActionBody({ count: 7 }), "number"],
  ["a number as text", cardActionBody({ count: "7" }), undefined],
  ["any value of a key", cardActionBody({ order: null }), "any order"],
  ["a plain text", cardActionBody("cancel"), "plain text"],
  ["another plain text", cardActionBody("Cancel"), undefined],
  ["text that is nearly JSON", cardActionBody('{"action":"approve"'), undefined],
  ["an array", cardActionBody(["action", "approve"]), undefined],
  ["an inherited key", cardActionBody({ toString: undefined }), undefined],
  ["nothing", cardActionBody(null), undefined],
  ["a name, without any value", cardActionBody(undefined, { name: "submit_button" }), "submit"],
  ["a tag", cardActionBody(undefined, { tag: "checker", checked: true }), "checker"],
  ["a tag and a name", cardActionBody(undefined, { tag: "select_static", name: "city" }), "named select"],
  ["a tag with another name", cardActionBody(undefined, { tag: "select_static", name: "country" }), undefined],
  ["two routes that fit", cardActionBody({ order: 1, action: "approve" }), "approve"],
];

for (const [name, body, route] of PRESSES) {
  test(`${name} leads to ${route === undefined ? "no route" : `the route "${route}"`}`, async () => {
    await using platform = await ScriptedPlatform.start();
    await using open = await openActions(platform, routesOf(ROUTES));
    const { answer } = await open.connection.ask(body);
    assert.equal(toastOf(answer).type, route === undefined ? "warning" : "success");
    if (route !== undefined) assert.equal(toastOf(answer).content, route);
    assert.equal(open.logger.find("warn", "matches no route").length, route === undefined ? 1 : 0);
  });
}

test("what no route takes is in the log: names, and what the routes look at, but nothing else", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openActions(platform, routesOf(ROUTES));
  await open.connection.ask(cardActionBody({ action: "aprove", salary: "planted-1" }, { name: "yes" }));
  await open.connection.ask(cardActionBody("planted-2", { form_value: { note: "planted-3" } }));
  const [first, second] = open.logger.find("warn", "matches no route");
  assert.deepEqual([first?.fields?.name, first?.fields?.value], ["yes", { action: "aprove", salary: "…" }]);
  assert.equal(second?.fields?.value, "a text of 9 characters");
  assert.doesNotMatch(JSON.stringify(open.logger.lines), /planted-[123]/);
});

test("a callback without what a click has is answered like any press that no route takes", async () => {
  await using platform = await ScriptedPlatform.start();
  await using open = await openActions(platform, routesOf(ROUTES));
  for (const event of [{}, { action: null }, { action: { value: {} }, context: null, operator: null }, null]) {
    const { answer, code } = await open.connection.ask(p2Body("card.action.trigger", event as object));
    assert.deepEqual([code, toastOf(answer).type], [200, "warning"]);
  }
});

test("onRefused() may choose the answer; its silence is the default", async () => {
  await using platform = await ScriptedPlatform.start();
  const reasons: string[] = [];
  const actions = routesOf(ROUTES, {
    onRefused: async ({ reason }, data) => {
      reasons.push(reason);
      if (data.event.action.value === "silent") return undefined;
      return { toast: { type: "info", content: "old card" } };
    },
  });
  await using open = await openActions(platform, actions);
  assert.equal(toastOf((await open.connection.ask(cardActionBody("other"))).answer).content, "old card");
  const byDefault = toastOf((await open.connection.ask(cardActionBody("silent"))).answer);
  assert.deepEqual(Object.keys(byDefault.i18n ?? {}), ["en_us", "zh_cn", "zh_hk", "zh_tw", "ja_jp"]);
  assert.deepEqual(reasons, ["unmatched", "unmatched"]);
});

test("the handler gets the press, the whole callback and the context", async () => {
  await using platform = await ScriptedPlatform.start();
  const seen: unknown[] = [];
  const actions = new CardActions().on({ tag: "button" }, (press, data, context) => {
    seen.push(press, data.header.event_type, context.transport);
  });
  await using open = await openActions(platform, actions);
  await open.connection.ask(cardActionBody({ id: 1 }, { name: "go", form_value: { note: "hello" } }));
  assert.deepEqual(seen, [
    {
      value: { id: 1 },
      form: { note: "hello" },
      tag: "button",
      name: "go",
      operator: { tenant_key: "tenant", open_id: "ou_operator", union_id: "on_operator" },
      messageId: "om_message",
      chatId: "oc_chat",
    },
    "card.action.trigger",
    "long-connection",
  ]);
});

test("routes that cannot work are refused at once", () => {
  const actions = new CardActions().on({ key: "action", is: "approve" }, () => undefined);
  const ok = (): undefined => undefined;
  assert.throws(() => actions.on({ is: "approve", key: "action" }, ok), { code: "handler_already_registered" });
  const wrong: (() => unknown)[] = [
    () => actions.on({}, ok),
    () => actions.on({ keys: "action" } as never, ok),
    () => actions.on({ is: "approve" }, ok),
    () => actions.on({ key: "" }, ok),
    () => actions.on({ key: "a", is: {} as never }, ok),
    () => actions.on({ tag: "a" }, undefined as never),
    () => actions.on({ tag: "a" }, { value: {} as never }, ok),
    () => actions.on({ tag: "a" }, { schema: {} } as never, ok),
    () => actions.on({ tag: "a" }, { once: "always" as never }, ok),
    () => actions.on({ tag: "a" }, { guard: { operators: undefined } as never }, ok),
    () => actions.on({ tag: "a" }, { guard: { operators: "ou_1" as never } }, ok),
    () => actions.on({ tag: "a" }, { guard: { until: "tomorrow" as never } }, ok),
    () => actions.on({ tag: "a" }, { guard: { users: [] } as never }, ok),
    () => new CardActions({ onUnmatched: ok } as never),
    () => new CardActions({ onRefused: {} as never }),
  ];
  for (const make of wrong) assert.throws(make, { code: "invalid_option" }, String(make));
});
