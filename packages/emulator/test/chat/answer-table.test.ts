// Every row of the table in packages/cards: a card of that kind is clicked, an app answers in that shape, and both the
// code and what two people see afterwards are compared. The emulator's chat knows nothing of the table.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  ANSWER_SHAPES,
  type AnswerEffect,
  type AnswerOutcome,
  type AnswerShape,
  answerTable,
  ORIGINAL_CARD_KINDS,
  type OriginalCard,
  type OriginalCardKind,
  predictAnswer,
} from "@larkwire/cards";
import { ANSWERS } from "../../../cards/test/support/answers.ts";
import type { Card } from "../../src/index.ts";
import { Peer } from "../support/peer.ts";
import { Rest } from "../support/rest.ts";
import { button, cardV2, startWorld, type World } from "../support/world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The code with which an SDK acknowledges when the handler's answer cannot be sent. */
const HANDLER_FAILED = 500;

/** How to get a card of a kind. */
interface Origin {
  readonly original: OriginalCard;
  /** What is posted; `entity` goes by way of CardKit. */
  readonly content: object;
  readonly template?: object;
  readonly ageMs?: number;
}

const GO = button("Go", { id: 7 });
const cardV1 = (config: object): object => ({ config, elements: [{ tag: "markdown", content: "open" }, GO] });
const EXCLUSIVE = cardV1({});
const SHARED = cardV1({ update_multi: true });
const TEMPLATE = { type: "template", data: { template_id: "AAqTable" } };

const ORIGINS: readonly Origin[] = [
  { original: { kind: "v1_shared" }, content: SHARED },
  { original: { kind: "v1_exclusive" }, content: EXCLUSIVE },
  { original: { kind: "v2" }, content: cardV2([GO]) },
  { original: { kind: "v2_streaming" }, content: { ...cardV2([GO]), config: { streaming_mode: true } } },
  { original: { kind: "template", dialect: "1.0" }, content: TEMPLATE, template: EXCLUSIVE },
  { original: { kind: "template", dialect: "2.0" }, content: TEMPLATE, template: cardV2([GO]) },
  { original: { kind: "entity" }, content: cardV2([GO]) },
  { original: { kind: "v1_stale" }, content: EXCLUSIVE, ageMs: 15 * DAY_MS },
  { original: { kind: "expired", dialect: "1.0" }, content: SHARED, ageMs: 31 * DAY_MS },
  { original: { kind: "expired", dialect: "2.0" }, content: cardV2([GO]), ageMs: 15 * DAY_MS },
];

/** A card in a group of two; the second person looks on. */
interface Stage extends World {
  readonly peer: Peer;
  post(origin: Origin): Promise<{ card: Card; bystander: Card }>;
}

async function startStage(t: TestContext): Promise<Stage> {
  const world = await startWorld(t, { clock: "manual" });
  const { emulator, app, alice } = world;
  const bob = emulator.createUser({ name: "Bob" });
  const group = alice.openGroup(emulator.createGroup({ name: "Two", people: [alice, bob], bots: [app] }));
  const rest = new Rest(emulator, app);
  const token = await rest.token();
  const call = async (path: string, body: object): Promise<Record<string, unknown>> =>
    (await rest.call("POST", path, body, token)).body.data;
  const sendEntity = async (card: object): Promise<Card> => {
    const { card_id } = await call("cardkit/v1/cards", { type: "card_json", data: JSON.stringify(card) });
    const content = JSON.stringify({ type: "card", data: { card_id } });
    await call("im/v1/messages?receive_id_type=chat_id", {
      receive_id: group.chatId,
      msg_type: "interactive",
      content,
    });
    return group.nextCard();
  };
  const post: Stage["post"] = async ({ original, content }) => {
    const card = original.kind === "entity" ? await sendEntity(content) : group.postCard(content);
    return { card, bystander: card.as(bob) };
  };
  return { ...world, peer: await Peer.connect(emulator, app), post };
}

for (const origin of ORIGINS) {
  const { kind, dialect = "" } = origin.original;
  test(`${kind} ${dialect}: each shape of answer has the code and the effect of the table`, async (t) => {
    const stage = await startStage(t);
    const { emulator } = stage;
    if (origin.template !== undefined) {
      emulator.publishTemplate({ templateId: "AAqTable", versionName: "1.0.0", card: origin.template });
    }
    // The limits of the calls are not the subject: entities are sent in different seconds.
    const posted = [];
    for (const shape of ANSWER_SHAPES) {
      for (const answer of ANSWERS[shape]) posted.push({ shape, answer, ...(await stage.post(origin)) });
      await emulator.clock.advance(1_000);
    }
    await emulator.clock.advance(origin.ageMs ?? 0);
    for (const { shape, answer, card, bystander } of posted) {
      const expected = expectedOf(origin.original, shape, answer);
      const before = { own: card.content, other: bystander.content };
      const { code, toast, hasCard } = await click(stage.peer, card, shape, answer);
      const seen = { own: card.content !== before.own, other: bystander.content !== before.other };
      const effect = effectOf({ code, toast, hasCard, seen });
      const what = `${kind} ${dialect}, ${shape}: ${String(JSON.stringify(shape === "not_json" ? null : answer))}`;
      assert.deepEqual({ code, effect }, expected, what);
    }
  });
}

test("every kind of card and every shape of answer has been clicked", () => {
  const kinds = new Set(ORIGINS.map(({ original }) => original.kind));
  assert.deepEqual([...kinds].sort(), [...ORIGINAL_CARD_KINDS].sort());
  for (const shape of ANSWER_SHAPES) assert.ok(ANSWERS[shape].length > 0, shape);
});

test("a template that is not published here: no answer changes its dialect, as in the table", async (t) => {
  const { app, peer } = await startStage(t);
  for (const shape of ANSWER_SHAPES) {
    for (const answer of ANSWERS[shape]) {
      const result = app.deliverCallback({ type: "card.action.trigger", event: {}, originalCard: TEMPLATE });
      reply(peer, await peer.push(), shape, answer);
      assert.equal((await result).code, answerOutcome("template", shape).code, shape);
    }
  }
});

interface Shown {
  /** `undefined`: the app was not asked. */
  readonly code: number | undefined;
  readonly toast: unknown;
  readonly hasCard: boolean;
}

async function click(peer: Peer, card: Card, shape: string, answer: unknown): Promise<Shown> {
  const clicked = card.click("Go").catch((error: { code: string }) => {
    assert.equal(error.code, "card_expired");
    return undefined;
  });
  const push = await Promise.race([peer.push(), clicked.then(() => undefined)]);
  if (push !== undefined) reply(peer, push, shape, answer);
  const outcome = await clicked;
  return { code: outcome?.code, toast: outcome?.toast, hasCard: outcome?.card !== undefined };
}

function reply(peer: Peer, push: Awaited<ReturnType<Peer["push"]>>, shape: string, answer: unknown): void {
  if (shape === "not_json") peer.answer(push, undefined, HANDLER_FAILED);
  else peer.answer(push, answer);
}

function answerOutcome(kind: OriginalCardKind, shape: AnswerShape): AnswerOutcome {
  return answerTable().find((row) => row.original === kind && row.shape === shape) ?? assert.fail();
}

interface Expected {
  readonly code: number | undefined;
  readonly effect: AnswerEffect;
}

function expectedOf(original: OriginalCard, shape: AnswerShape, answer: unknown): Expected {
  const row = answerOutcome(rowOf(original, shape), shape);
  const { code, effect } = predictAnswer(original, answer);
  assert.deepEqual([code, effect], [row.code, row.effect], "the prediction is the table's");
  return { code: effect === "not_asked" ? undefined : code, effect };
}

/** A template whose dialect is known has the row of a card of that dialect where the answer has a card. */
function rowOf({ kind, dialect }: OriginalCard, shape: string): OriginalCardKind {
  if (kind !== "template" || !shape.includes("card_v")) return kind;
  return dialect === "1.0" ? "v1_shared" : "v2";
}

function effectOf({ code, toast, hasCard, seen }: Shown & { seen: { own: boolean; other: boolean } }): AnswerEffect {
  if (code === undefined) return "not_asked";
  if (seen.other) return "updated";
  if (seen.own) return "updated_for_clicker";
  if (code !== 0) return "refused";
  if (hasCard) return "dropped";
  return toast === undefined ? "unchanged" : "toast";
}
