import assert from "node:assert/strict";
import { test } from "node:test";
import { checkCards } from "../../src/cards/index.ts";
import { EventDispatcher } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const WRONG = { schema: "2.0", body: { elements: [{ tag: "buton" }] } };

/** Answers a click with `answer`, and gives what was sent and the lines about cards. */
async function answerWith(answer: object): Promise<{ sent: unknown; lines: string[] }> {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher().use(checkCards()).on("card.action.trigger", () => answer);
  await using open = await openClient(platform, { dispatcher });
  const { answer: sent } = await open.connection.ask(cardActionBody());
  return { sent, lines: open.logger.find("error", "the card in the answer").map(({ message }) => message) };
}

test("a card that the platform will refuse is sent as it is, and its fault is in the log", async () => {
  const answer = { card: { type: "raw", data: WRONG } };
  const { sent, lines } = await answerWith(answer);
  assert.deepEqual(sent, answer);
  assert.equal(lines.length, 1);
  assert.match(
    lines[0] ?? "",
    /wrong at ROOT -> body -> elements -> \[0\]\(tag: buton\): No component is called "buton"/,
  );
});

test("there is nothing to say of a good card, and of an answer without one", async () => {
  const good = { schema: "2.0", body: { elements: [{ tag: "hr" }] } };
  for (const answer of [{ card: { type: "raw", data: good } }, { toast: { type: "info", content: "ok" } }]) {
    assert.deepEqual((await answerWith(answer)).lines, []);
  }
});

test("options that do not exist are refused at once", () => {
  assert.throws(() => checkCards({ profile: "loose" as never }), TypeError);
});
