import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { type DuplicateStore, EventDispatcher } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

const TOAST = { toast: { type: "info", content: "handled here" } } as const;

const fail = (): never => {
  throw new Error("thrown, not rejected");
};

/** What a store of somebody else may answer a claim with. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  "nothing at all": undefined,
  null: null,
  "a text": "claimed",
  "an object without a state": {},
  "a state that nobody knows": { state: "lost" },
  "a claim that cannot be ended": { state: "claimed", redelivered: false },
  "a state that cannot be read": Object.defineProperty({}, "state", { get: fail }),
  "an answer that is no text": { state: "done", answerJson: { toast: {} } },
  "an answer that is no JSON": { state: "done", answerJson: "{" },
};

for (const [what, answer] of Object.entries(ANSWERS)) {
  test(`a store that answers with ${what} costs its protection, not the click`, async () => {
    await using platform = await ScriptedPlatform.start();
    const store: DuplicateStore = { claim: async () => answer as never };
    const dispatcher = new EventDispatcher({ duplicates: { store } }).on("card.action.trigger", () => TOAST);
    await using open = await openClient(platform, { dispatcher });
    assert.deepEqual((await open.connection.ask(cardActionBody())).answer, TOAST);
    assert.equal(open.logger.find("warn", "the duplicate store failed").length, 1);
  });
}

for (const [what, handler] of Object.entries({ handled: () => TOAST, failed: fail })) {
  test(`a claim that throws when it is told that its click ${what} costs its protection, not the click`, async () => {
    await using platform = await ScriptedPlatform.start();
    const store: DuplicateStore = {
      claim: async () => ({ state: "claimed", redelivered: false, complete: fail, release: fail }),
    };
    const dispatcher = new EventDispatcher({ duplicates: { store } }).on("card.action.trigger", handler);
    await using open = await openClient(platform, { dispatcher });
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    await until(() => open.logger.find("warn", "the duplicate store failed").length === 1);
  });
}
