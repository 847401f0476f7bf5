// The SDK checks an answer before it leaves, and the emulator judges it when it arrives. Both share one table of rules,
// so the expected path and code stand here in full: a mistake in the table cannot agree with itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EventDispatcher, type Handler, type P2CardActionTriggerResponse } from "larkwire";
import { cardWithButtons } from "../support/cards.ts";
import { startWorld } from "../support/world.ts";
import { startClient } from "./support/start-client.ts";

/** An answer as a program without types would give it; its first fault, and what the clicker sees. */
interface WrongAnswer {
  readonly answer: unknown;
  readonly path: string;
  readonly code: number;
}

const CLICK_ANSWERS: readonly WrongAnswer[] = [
  { answer: "ok", path: "", code: 200672 },
  { answer: [], path: "", code: 200672 },
  { answer: { msg: "success" }, path: "", code: 200672 },
  { answer: cardWithButtons("Undo"), path: "", code: 200672 },
  { answer: { toast: "done" }, path: "toast", code: 200672 },
  { answer: { toast: { type: "info" } }, path: "toast.content", code: 200672 },
  { answer: { toast: { type: "warn", content: "done" } }, path: "toast.type", code: 200672 },
  { answer: { toast: { type: "info", content: 7 } }, path: "toast.content", code: 200672 },
  { answer: { toast: { type: "info", content: "x", i18n: { en_us: 7 } } }, path: "toast.i18n.en_us", code: 200672 },
  { answer: { card: "{}" }, path: "card", code: 200673 },
  { answer: { card: cardWithButtons("Undo") }, path: "card", code: 200673 },
  { answer: { card: { type: "json", data: {} } }, path: "card.type", code: 200673 },
  { answer: { card: { type: "raw" } }, path: "card.data", code: 200673 },
  { answer: { card: { type: "raw", data: JSON.stringify(cardWithButtons("Undo")) } }, path: "card.data", code: 200673 },
  { answer: { card: { type: "raw", data: { schema: "3.0" } } }, path: "card.data.schema", code: 200673 },
  {
    answer: { card: { type: "raw", data: { schema: "2.0", elements: [] } } },
    path: "card.data.elements",
    code: 200673,
  },
  { answer: { card: { type: "template", data: {} } }, path: "card.data.template_id", code: 200673 },
];

const PREVIEW_ANSWERS: readonly WrongAnswer[] = [
  { answer: { title: "T-1" }, path: "", code: 200672 },
  { answer: { inline: "T-1" }, path: "inline", code: 200672 },
  { answer: { inline: {} }, path: "inline.title", code: 200672 },
  { answer: { inline: { title: 1 } }, path: "inline.title", code: 200672 },
  { answer: { inline: { title: "T-1", image_key: 1 } }, path: "inline.image_key", code: 200672 },
  { answer: { inline: { title: "T-1", url: "https://example.com" } }, path: "inline.url", code: 200672 },
  { answer: { inline: { title: "T-1" }, card: { type: "raw" } }, path: "card.data", code: 200673 },
];

test("what the SDK's log predicts for a wrong answer is what the clicker sees", async () => {
  await using world = await startWorld();
  for (const { answer, path, code } of CLICK_ANSWERS) {
    const dispatcher = new EventDispatcher().on(
      "card.action.trigger",
      (() => answer) as Handler<"card.action.trigger">,
    );
    await using started = await startClient(world, dispatcher);
    const outcome = await world.postCard().click("Approve");
    const [line] = started.logger.find("error", "the answer to card.action.trigger is wrong");
    assertPredicted(line, outcome, { answer, path, code });
  }
});

test("the same for a link preview", async () => {
  await using world = await startWorld();
  for (const { answer, path, code } of PREVIEW_ANSWERS) {
    const dispatcher = new EventDispatcher().on("url.preview.get", (() => answer) as Handler<"url.preview.get">);
    await using started = await startClient(world, dispatcher);
    const outcome = await world.chat.paste("https://example.com/T-1");
    const [line] = started.logger.find("error", "the answer to url.preview.get is wrong");
    assertPredicted(line, outcome, { answer, path, code });
    assert.equal(outcome.inline, undefined);
  }
});

test("a good answer is not complained about", async () => {
  const answers: P2CardActionTriggerResponse[] = [
    {},
    { toast: { type: "warning", content: "" } },
    { card: { type: "raw", data: cardWithButtons("Undo") } },
    { card: { type: "template", data: { template_id: "AAqk1", template_variable: { name: "T-1" } } } },
  ];
  await using world = await startWorld();
  for (const answer of answers) {
    const dispatcher = new EventDispatcher().on("card.action.trigger", () => answer);
    await using started = await startClient(world, dispatcher);
    const { code, reason } = await world.postCard().click("Approve");
    assert.equal(code, 0, reason);
    assert.deepEqual(started.logger.find("error", ""), []);
  }
});

test("200830 cannot be predicted: only the platform knows which card was clicked", async () => {
  const old = { elements: [{ tag: "markdown", content: "a card of schema 1.0" }] };
  const dispatcher = new EventDispatcher().on("card.action.trigger", () => ({ card: { type: "raw", data: old } }));
  await using world = await startWorld();
  await using started = await startClient(world, dispatcher);
  const card = world.postCard();
  assert.equal((await card.click("Approve")).code, 200830);
  assert.deepEqual(card.content, cardWithButtons("Approve"));
  assert.deepEqual(started.logger.find("error", ""), []);
});

/** The line names path and code, and the platform's verdict is the same in the same words. */
function assertPredicted(
  line: { message: string; fields: Readonly<Record<string, unknown>> | undefined } | undefined,
  outcome: { code: number; reason: string },
  expected: WrongAnswer,
): void {
  const wrong = JSON.stringify(expected.answer);
  const [, path = "", message = "?"] = /is wrong(?: at "([^"]*)")?: (.*)$/.exec(line?.message ?? "") ?? [];
  assert.ok(!line?.message.includes('at ""'), "a fault of the whole answer has no path");
  assert.deepEqual({ path, code: line?.fields?.clientCode }, { path: expected.path, code: expected.code }, wrong);
  assert.equal(outcome.code, expected.code, wrong);
  assert.ok(outcome.reason.includes(message), `${wrong}: "${outcome.reason}" against "${message}"`);
  assert.ok(outcome.reason.includes(expected.path), `${wrong}: "${outcome.reason}" does not name ${expected.path}`);
}
