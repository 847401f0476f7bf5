// The card handle against the emulated platform's own rules: tokens, ages, recalls, schemas, exclusive cards.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Card } from "@larkwire/emulator";
import { type CardHandle, CardUpdateError, EventDispatcher, type HandlerContext } from "larkwire";
import { cardWithButtons, legacyCardWithButton } from "../support/cards.ts";
import { rejectionOf } from "../support/rejection-of.ts";
import { sleep } from "../support/sleep.ts";
import { type CardScene, type CardSceneOptions, cardScene } from "./support/card-scene.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SENT = cardWithButtons("Approve");

interface ClickedScene {
  readonly scene: CardScene;
  readonly card: Card;
  readonly handle: CardHandle;
}

/** A scene in which a card was clicked and answered with nothing. */
async function clickedScene(sent: object = SENT, options: Partial<CardSceneOptions> = {}): Promise<ClickedScene> {
  const handles: (CardHandle | undefined)[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_event, ctx) => void handles.push(ctx.card));
  const scene = await cardScene({ transport: "long connection", dispatcher, ...options });
  const card = scene.chat.postCard(sent);
  await scene.during(card.click("Approve"));
  await scene.pass(1_000);
  const [handle] = handles;
  assert.ok(handle);
  return { scene, card, handle };
}

async function assertFails(scene: CardScene, shown: Promise<unknown>, code: string): Promise<CardUpdateError> {
  const error = await rejectionOf(scene.during(shown));
  assert.ok(error instanceof CardUpdateError, String(error));
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.includes("om_"), error.message);
  return error;
}

/** The app takes its message back. */
async function recall({ api, during }: CardScene, { messageId }: Card): Promise<void> {
  await during(api.request({ method: "DELETE", path: `/open-apis/im/v1/messages/${messageId}` }));
}

const kindsOf = (card: Card): string[] => card.versions.map(({ change }) => change.kind);

test("a click gives two updates by its token; the third goes by the message", async () => {
  const { scene, card, handle } = await clickedScene();
  await using _ = scene;
  assert.deepEqual([handle.messageId, handle.usesLeft], [card.messageId, 2]);
  for (const [at, usesLeft] of [1, 0, 0].entries()) {
    const next = cardWithButtons(`Step ${at}`);
    assert.equal(await scene.during(handle.update(next)), "shown");
    assert.deepEqual(card.content, next);
    assert.equal(handle.usesLeft, usesLeft);
  }
  assert.deepEqual(kindsOf(card), ["sent", "delayed_update", "delayed_update", "patch"]);
});

for (const { minutes, kind } of [
  { minutes: 29, kind: "delayed_update" },
  { minutes: 31, kind: "patch" },
]) {
  test(`${minutes} minutes after the click an update goes by ${kind}`, async () => {
    const { scene, card, handle } = await clickedScene();
    await using _ = scene;
    await scene.clock.advance(minutes * MINUTE_MS);
    assert.equal(handle.usesLeft, minutes < 30 ? 2 : 0);
    assert.equal(await scene.during(handle.update(cardWithButtons("Late"))), "shown");
    assert.deepEqual(kindsOf(card), ["sent", kind]);
    assert.equal(scene.rest.callsOf("card/update").length, kind === "patch" ? 0 : 1);
  });
}

test("a card of 15 days is card_expired, with the platform's code as the cause", async () => {
  const { scene, handle } = await clickedScene(SENT, { transport: "webhook" });
  await using _ = scene;
  await scene.clock.advance(15 * DAY_MS);
  const error = await assertFails(scene, handle.update(SENT), "card_expired");
  assert.equal((error.cause as { platformCode: number }).platformCode, 230031);
  assert.equal(error.retryable, false);
});

test("13 days after it was sent a card is changed by its message", async () => {
  const { scene, card, handle } = await clickedScene(SENT, { transport: "webhook" });
  await using _ = scene;
  await scene.clock.advance(13 * DAY_MS);
  assert.equal(await scene.during(handle.update(cardWithButtons("Late"))), "shown");
  assert.deepEqual(kindsOf(card), ["sent", "patch"]);
});

test("a recall in between is card_recalled, by token and by message", async () => {
  const { scene, card, handle } = await clickedScene();
  await using _ = scene;
  await recall(scene, card);
  await assertFails(scene, handle.update(SENT), "card_recalled");
  await scene.clock.advance(31 * MINUTE_MS);
  await assertFails(scene, handle.update(SENT), "card_recalled");
  assert.equal(scene.rest.callsOf("card/update").length, 1);
});

test("a card of another schema is refused before the platform is asked, when the schema is known", async () => {
  const { scene, card } = await clickedScene();
  await using _ = scene;
  const handle = scene.cardHandle(card.messageId, SENT);
  const before = scene.rest.calls.length;
  await assertFails(scene, handle.update(legacyCardWithButton("Old")), "card_dialect_mismatch");
  assert.equal(scene.rest.calls.length, before);
  assert.deepEqual(card.content, SENT);
});

test("a card of another schema is typed, too, when only the platform knows the first one", async () => {
  const { scene, handle } = await clickedScene();
  await using _ = scene;
  const next = { ...legacyCardWithButton("Old"), config: { update_multi: true } };
  await assertFails(scene, handle.update(next), "card_dialect_mismatch");
  await scene.clock.advance(31 * MINUTE_MS);
  await assertFails(scene, handle.update(next), "card_dialect_mismatch");
});

test("an exclusive card is changed for whoever clicked, and cannot be without a token", async () => {
  const { scene, card, handle } = await clickedScene(legacyCardWithButton("Approve"));
  await using _ = scene;
  for (const at of [1, 2]) {
    const next = legacyCardWithButton(`Step ${at}`);
    assert.equal(await scene.during(handle.update(next)), "shown");
    assert.deepEqual(card.content, next);
  }
  await assertFails(scene, handle.update(legacyCardWithButton("Step 3")), "card_no_way_left");
  assert.deepEqual(
    scene.rest.callsOf("card/update").map(({ code }) => code),
    [0, 0],
  );
});

test("whether people have to be named is found out when the card does not tell", async () => {
  const { scene, card, handle } = await clickedScene();
  await using _ = scene;
  scene.emulator.faults.add({
    kind: "rest_error",
    route: "POST /open-apis/interactive/v1/card/update",
    code: 300090,
    times: 1,
  });
  assert.equal(await scene.during(handle.update(cardWithButtons("Done"))), "shown");
  const calls = scene.rest.callsOf("card/update");
  assert.deepEqual(
    calls.map(({ code, body }) => [code, "open_ids" in JSON.parse(body).card]),
    [
      [300090, false],
      [200320, true],
      [0, false],
    ],
  );
  assert.deepEqual(kindsOf(card), ["sent", "delayed_update"]);
  assert.equal(handle.usesLeft, 1, "refused attempts are no uses");
});

test("what is no card is card_invalid, at once or from the platform", async () => {
  const { scene, handle } = await clickedScene();
  await using _ = scene;
  const circular: Record<string, unknown> = { schema: "2.0" };
  circular.itself = circular;
  const before = scene.rest.calls.length;
  for (const card of [circular, undefined, null, "card"]) {
    await assertFails(scene, handle.update(card as object), "card_invalid");
  }
  assert.equal(scene.rest.calls.length, before);
  const wrong = { schema: "2.0", body: { elements: [{ tag: "no_such_tag" }] } };
  await assertFails(scene, handle.update(wrong), "card_invalid");
  await assert.rejects(handle.update(wrong), /type of element is not supported; ErrorValue: tag: no_such_tag/);
});

test("an update that nobody awaits and that fails is in the log and ends nothing", async () => {
  const { scene, card, handle } = await clickedScene();
  await using _ = scene;
  await recall(scene, card);
  void handle.update(SENT);
  await scene.pass(500);
  const [line, ...more] = scene.logger.find("warn", "a card was not updated");
  assert.equal(more.length, 0);
  assert.match(JSON.stringify(line?.fields), /card_recalled|recalled/);
});

test("while a click is being handled its card's updates wait; the newest of them is sent after the answer", async () => {
  const outcomes: Promise<string>[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", async (_event, ctx) => {
    for (const text of ["10 %", "20 %", "30 %"]) {
      const shown = ctx.card?.update(cardWithButtons(text));
      if (shown !== undefined) outcomes.push(shown);
      await sleep(scene.clock, 100);
    }
  });
  await using scene: CardScene = await cardScene({ transport: "long connection", dispatcher });
  const card = scene.chat.postCard(SENT);
  await scene.during(card.click("Approve"));
  assert.deepEqual(await scene.during(Promise.all(outcomes)), ["superseded", "superseded", "shown"]);
  assert.deepEqual(kindsOf(card), ["sent", "delayed_update"]);
  assert.deepEqual(card.content, cardWithButtons("30 %"));
});

test("an answer with a card is newer than the updates that wait for it", async () => {
  const outcomes: Promise<string>[] = [];
  const dispatcher = new EventDispatcher().on("card.action.trigger", (_event, ctx) => {
    const shown = ctx.card?.update(cardWithButtons("older"));
    if (shown !== undefined) outcomes.push(shown);
    return { card: { type: "raw", data: cardWithButtons("newer") } };
  });
  await using scene: CardScene = await cardScene({ transport: "long connection", dispatcher });
  const card = scene.chat.postCard(SENT);
  await scene.during(card.click("Approve"));
  await scene.pass(2_000);
  assert.deepEqual(await Promise.all(outcomes), ["superseded"]);
  assert.deepEqual(kindsOf(card), ["sent", "answer"]);
});

for (const { what, replyMs, options, kinds } of [
  { what: "waits for it", replyMs: 1_000, options: {}, kinds: ["sent", "patch", "answer"] },
  {
    what: "gives way to the guard's, and its card is shown afterwards",
    replyMs: 5_000,
    options: {},
    kinds: ["sent", "patch", "delayed_update"],
  },
  {
    what: "leaves in time all the same without a guard, and its card is shown once more",
    replyMs: 5_000,
    options: { deadlineGuard: false },
    kinds: ["sent", "patch", "answer", "delayed_update"],
  },
] as const) {
  test(`the reply to an update is still to come: the answer with a card ${what}`, async () => {
    const dispatcher = new EventDispatcher(options).on("card.action.trigger", () => ({
      card: { type: "raw", data: cardWithButtons("newer") },
    }));
    await using scene: CardScene = await cardScene({ transport: "webhook", dispatcher });
    const card = scene.chat.postCard(SENT);
    await scene.during(scene.api.tenantAccessToken());
    const delaysMs = [100, replyMs];
    scene.rest.delayMs = () => delaysMs.shift() ?? 0;
    const shown = scene.cardHandle(card.messageId, SENT).update(cardWithButtons("Approve", "older"));
    await scene.pass(200);
    const { code, latencyMs = 3_000 } = await scene.during(card.click("Approve"));
    assert.deepEqual([code, latencyMs < 3_000], [0, true]);
    await scene.pass(10_000);
    assert.equal(await shown, "shown");
    assert.deepEqual(kindsOf(card), kinds);
    assert.deepEqual(card.content, cardWithButtons("newer"));
  });
}

for (const transport of ["long connection", "webhook"] as const) {
  test(`${transport}: an update of a handler that waits for it is sent once the guard has answered`, async () => {
    const dispatcher = new EventDispatcher().on("card.action.trigger", async (_event, ctx: HandlerContext) => {
      await ctx.card?.update(cardWithButtons("waited for"));
    });
    await using scene: CardScene = await cardScene({ transport, dispatcher });
    const card = scene.chat.postCard(SENT);
    assert.equal((await scene.during(card.click("Approve"))).code, 0);
    await scene.pass(2_000);
    assert.deepEqual(card.content, cardWithButtons("waited for"));
    assert.equal(scene.logger.find("warn", "Does it await ctx.card.update()?").length, 1);
  });

  test(`${transport}: without a guard it is sent once the platform has stopped waiting`, async () => {
    const options = { deadlineGuard: false } as const;
    const dispatcher = new EventDispatcher(options).on("card.action.trigger", async (_event, ctx: HandlerContext) => {
      await ctx.card?.update(cardWithButtons("waited for"));
    });
    await using scene: CardScene = await cardScene({ transport, dispatcher });
    const card = scene.chat.postCard(SENT);
    assert.equal((await scene.during(card.click("Approve"))).code, 200341);
    await scene.pass(2_000);
    assert.deepEqual(card.content, cardWithButtons("waited for"));
  });

  test(`${transport}: closing waits for an update under way, and what could not be sent says so`, async () => {
    const { scene, card, handle } = await clickedScene(SENT, { transport, delayMs: 300 });
    await using _ = scene;
    const last = handle.update(cardWithButtons("last"));
    await scene.during(scene.close(5_000));
    assert.equal(await last, "shown");
    assert.deepEqual(card.content, cardWithButtons("last"));
    await assertFails(scene, handle.update(SENT), "card_client_closed");
  });
}

test("ctx.card is for clicks on cards in messages only", async () => {
  const seen: unknown[] = [];
  const dispatcher = new EventDispatcher()
    .on("im.message.receive_v1", (_event, ctx) => void seen.push(ctx.card))
    .on("url.preview.get", (_event, ctx) => void seen.push(ctx.card));
  await using scene: CardScene = await cardScene({ transport: "long connection", dispatcher });
  await scene.during(scene.chat.paste("https://example.com"));
  assert.ok(seen.length >= 1);
  assert.ok(seen.every((card) => card === undefined));
});
