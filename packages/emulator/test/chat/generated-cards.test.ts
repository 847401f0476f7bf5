// What the validator of packages/cards says of a card or an answer, and what the emulator does with it, on content made
// by chance. The bulk asks the emulator's own functions; a sample goes over real sockets.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CardProfile,
  cardRefusal,
  ORIGINAL_CARD_KINDS,
  type OriginalCard,
  predictAnswer,
  type ValidateCardOptions,
  validateCard,
} from "@larkwire/cards";
import { CLIENT_CODE, validateAnswer } from "@larkwire/protocol";
import { Random, seedOfRun } from "../../../../test/support/random.ts";
import { randomAnswer } from "../../../cards/test/support/answers.ts";
import { spoilt } from "../../../cards/test/support/mutation.ts";
import { MUTATIONS } from "../../../cards/test/support/mutations.ts";
import { type JsonObject, randomCard } from "../../../cards/test/support/random-card.ts";
import type { CardChecks } from "../../src/chat/cards/check-card.ts";
import { postMessage } from "../../src/chat/messages/post-message.ts";
import { judgeCallback } from "../../src/delivery/callbacks/judge-callback.ts";
import { messageRefusal } from "../../src/openapi/messages/message-refusals.ts";
import { Peer } from "../support/peer.ts";
import { startRestWorld } from "../support/rest-world.ts";
import { newModel } from "./support/model.ts";

const CARDS = 10_000;
const ANSWERS = 10_000;
const OVER_SOCKETS = 100;

/** Whose cards these are; it matters for templates alone, and none is published here. */
const APP_ID = "cli_0123456789abcdef";

const PROFILES: readonly [CardProfile, CardProfile] = ["strict", "lenient"];

/** A card by chance: one half as good as it gets, the other with one fault. */
function anyCard(random: Random): JsonObject {
  const card = randomCard(random, random.oneIn(2) ? "1.0" : "2.0");
  const mutation = MUTATIONS[random.below(MUTATIONS.length)];
  return random.oneIn(2) || mutation === undefined ? card : (spoilt(mutation, card, random) ?? card);
}

/** The people in generated cards do not exist here, but for every second one. */
const isUser = (id: string): boolean => id === "all" || Number(id.replace(/\D/g, "")) % 2 === 0;

/** What sending has to come to; 0: the card is taken. */
function predictSend(
  card: JsonObject,
  profile: CardChecks,
  world: Pick<ValidateCardOptions, "isUser">,
): { code: number; msg: string } {
  const refusal = profile === "off" ? undefined : cardRefusal(validateCard(card, { profile, ...world }));
  return { code: refusal?.code ?? 0, msg: refusal?.msg ?? "success" };
}

describe("generated cards", () => {
  const seed = seedOfRun();

  it(`${CARDS} cards that are sent: refused with the code and the text of the validator, or taken (seed ${seed})`, () => {
    const random = new Random(seed);
    const seen = new Map<number, number>();
    const stages = PROFILES.map((profile) => {
      const { town, views, newApp } = newModel(undefined, profile);
      town.directory.nameOf = (id) => (isUser(id) ? "Somebody" : undefined);
      const app = newApp();
      const chat = town.p2p(views.createUser({ name: "Alice" }), app);
      return { profile, town, app, chat };
    });
    for (let round = 0; round < CARDS; round++) {
      const { profile, town, app, chat } = stages[round % 2] ?? assert.fail();
      const card = anyCard(random);
      const content = JSON.stringify(card);
      const posted = postMessage(town, { author: { kind: "app", app }, chat, msgType: "interactive", content });
      const got = posted.ok ? { code: 0, msg: "success" } : messageRefusal(posted);
      const expected = predictSend(card, profile, { isUser });
      if (got.code !== expected.code || (got.code === 230_099 && got.msg !== expected.msg)) {
        assert.fail(`${profile}: ${got.code} ${got.msg}, not ${expected.code} ${expected.msg}: ${content}`);
      }
      seen.set(got.code, (seen.get(got.code) ?? 0) + 1);
    }
    for (const code of [0, 230_099, 230_025]) assert.ok((seen.get(code) ?? 0) > 10, `${code}: ${seen.get(code)}`);
  });

  it(`${ANSWERS} answers: the emulator's judge gives the code of the prediction (seed ${seed})`, () => {
    const random = new Random(seed);
    const seen = new Map<number, number>();
    const stages = PROFILES.map((profile) => ({ profile, town: newModel(undefined, profile).town }));
    for (const { town } of stages) town.directory.nameOf = (id) => (isUser(id) ? "Somebody" : undefined);
    for (let round = 0; round < ANSWERS; round++) {
      const { profile, town } = stages[round % 2] ?? assert.fail();
      const original: OriginalCard = { kind: random.pick(ORIGINAL_CARD_KINDS) };
      const answer = randomAnswer(random);
      const prediction = predictAnswer(original, answer, { profile, isUser });
      if (prediction.effect === "not_asked") continue;
      const { code, reason } = judge(answer, originalContent(original), (card) => town.whyBadCard(card, APP_ID));
      if (code !== prediction.code) {
        assert.fail(`${profile}, ${original.kind}: ${code} ${reason}, not ${prediction.code} ${prediction.reason}`);
      }
      seen.set(code, (seen.get(code) ?? 0) + 1);
    }
    for (const code of [0, CLIENT_CODE.badAnswer, CLIENT_CODE.badCard, CLIENT_CODE.dialectChange]) {
      assert.ok((seen.get(code) ?? 0) > 200, `${code}: ${seen.get(code)}`);
    }
  });

  it("with cardChecks off everything is sent, and of an answer only the root is judged", () => {
    const random = new Random(seed);
    const { town, views, newApp } = newModel(undefined, "off");
    const app = newApp();
    const chat = town.p2p(views.createUser({ name: "Alice" }), app);
    for (let round = 0; round < 500; round++) {
      const content = JSON.stringify(anyCard(random));
      assert.ok(postMessage(town, { author: { kind: "app", app }, chat, msgType: "interactive", content }).ok, content);
      const answer = randomAnswer(random);
      const [fault] = validateAnswer("card.action.trigger", answer);
      const { code } = judge(answer, undefined, (card) => town.whyBadCard(card, APP_ID));
      assert.equal(code, fault?.code ?? 0);
    }
  });

  for (const cardChecks of ["strict", "lenient", "off"] as const) {
    it(`${OVER_SOCKETS} of them over real sockets, cardChecks ${cardChecks} (seed ${seed})`, async (t) => {
      const random = new Random(seed);
      const world = await startRestWorld(t, { cardChecks, openApi: { rateLimits: "off" } });
      const { emulator, app, rest, chat } = world;
      const peer = await Peer.connect(emulator, app);
      const token = await rest.token();
      const original = chat.postCard({ schema: "2.0", body: { elements: [BUTTON] } });
      for (let round = 0; round < OVER_SOCKETS; round++) {
        const card = anyCard(random);
        const { body } = await rest.call("POST", "im/v1/messages?receive_id_type=chat_id", message(chat, card), token);
        const expected = predictSend(card, cardChecks, { isUser: nobody });
        assert.equal(body.code, expected.code, JSON.stringify(card));
        if (body.code === 230_099) assert.equal(body.msg, expected.msg);

        const answer = randomAnswer(random);
        const clicked = app.deliverCallback({
          type: "card.action.trigger",
          event: {},
          originalCard: original.content,
        });
        const push = await peer.push();
        if (isJson(answer)) peer.answer(push, answer);
        else peer.answer(push, undefined, 500);
        const { code, reason } = await clicked;
        assert.equal(code, predictedCode(answer, cardChecks), `${reason} ${isJson(answer)}`);
      }
    });
  }
});

const BUTTON = {
  tag: "button",
  text: { tag: "plain_text", content: "Go" },
  behaviors: [{ type: "callback", value: {} }],
};

const nobody = (id: string): boolean => id === "all";

function message({ chatId }: { chatId: string }, card: JsonObject): object {
  return { receive_id: chatId, msg_type: "interactive", content: JSON.stringify(card) };
}

function predictedCode(answer: unknown, cardChecks: CardChecks): number {
  if (cardChecks !== "off") return predictAnswer({ kind: "v2" }, answer, { profile: cardChecks, isUser: nobody }).code;
  const originalCard = { schema: "2.0", body: { elements: [BUTTON] } };
  return validateAnswer("card.action.trigger", answer, { originalCard })[0]?.code ?? 0;
}

/** The verdict on an answer that came over the long connection, by the function that judges every callback. */
function judge(
  answer: unknown,
  originalCard: unknown,
  whyBadCard: (card: JsonObject) => string | undefined,
): { code: number; reason: string } {
  const delivery = { eventType: "card.action.trigger", reason: "The handler failed." };
  const result = isJson(answer)
    ? ({ ok: true, answerJson: JSON.stringify(answer) ?? "" } as const)
    : ({ ok: false, code: CLIENT_CODE.notOk } as const);
  return judgeCallback({ delivery, result }, originalCard, whyBadCard);
}

function isJson(answer: unknown): boolean {
  if (answer === undefined) return true;
  try {
    return JSON.stringify(answer) !== undefined;
  } catch {
    return false;
  }
}

/** What was clicked, as the chat hands it to the judge. */
function originalContent({ kind }: OriginalCard): JsonObject {
  if (kind === "template") return { type: "template", data: { template_id: "AAq" } };
  if (kind.startsWith("v1")) return { config: { update_multi: kind === "v1_shared" }, elements: [] };
  return { schema: "2.0", config: { streaming_mode: kind === "v2_streaming" }, body: { elements: [] } };
}
