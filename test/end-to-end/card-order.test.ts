// Many changes of one card, by answers and updates, while calls and answers take random times: the last one stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type CardUpdateOutcome, EventDispatcher } from "larkwire";
import { seededRandom } from "../support/random.ts";
import { sleep } from "../support/sleep.ts";
import { type CardScene, type CardSceneOptions, cardScene } from "./support/card-scene.ts";

const CHANGES = 40;
const SEEDS = 10;

function numbered(version: number): object {
  const text = { tag: "plain_text", content: "Next" };
  const button = { tag: "button", text, behaviors: [{ type: "callback", value: { version } }] };
  return { schema: "2.0", body: { elements: [{ tag: "markdown", content: `version ${version}` }, button] } };
}

function versionOf(card: unknown): number {
  return Number(/version (\d+)/.exec(JSON.stringify(card))?.[1]);
}

for (const transport of ["long connection", "webhook"] as const) {
  for (const earlyCardUpdate of ["error", "revert"] as const) {
    for (let seed = 1; seed <= SEEDS; seed++) {
      test(`${transport}, seed ${seed}, early updates ${earlyCardUpdate}: what was wanted last is shown`, async () => {
        await assertOrder({ transport, earlyCardUpdate }, seed);
      });
    }
  }
}

async function assertOrder(
  options: Pick<CardSceneOptions, "transport" | "earlyCardUpdate">,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  let wanted = 0;
  const outcomes: Promise<CardUpdateOutcome>[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_event, ctx) => {
    const update = (): void => {
      wanted += 1;
      const shown = ctx.card?.update(numbered(wanted));
      if (shown !== undefined) outcomes.push(shown);
    };
    if (random() < 0.5) update();
    // Some take longer than the guard lets them.
    await sleep(scene.clock, Math.floor(random() * 3_000));
    if (random() < 0.5) update();
    if (random() < 0.3) return undefined;
    wanted += 1;
    return { card: { type: "raw", data: numbered(wanted) } };
  });
  await using scene: CardScene = await cardScene({ ...options, dispatcher });
  scene.rest.delayMs = () => Math.floor(random() * 700);
  const card = scene.chat.postCard(numbered(0));
  const handle = scene.cardHandle(card.messageId, numbered(0));
  const clicks: Promise<unknown>[] = [];
  for (let change = 0; change < CHANGES; change++) {
    if (random() < 0.3) clicks.push(card.click("Next"));
    else {
      wanted += 1;
      outcomes.push(handle.update(numbered(wanted)));
    }
    await scene.pass(Math.floor(random() * 1_500));
  }
  await scene.during(Promise.all(clicks));
  await scene.pass(12_000);
  for (const outcome of await scene.during(Promise.all(outcomes))) assert.match(outcome, /^(?:shown|superseded)$/);

  const seen = card.versions.map(({ content }) => versionOf(content));
  assert.equal(versionOf(card.content), wanted, seen.join(" "));
  assert.ok(seen.length > 10, `only ${seen.length} states were shown`);
  return assertNeverBack(seen);
}

function assertNeverBack(seen: readonly number[]): void {
  const backAt = seen.findIndex((version, at) => version < (seen[at - 1] ?? 0));
  assert.equal(backAt, -1, `goes back: ${seen.join(" ")}`);
}
