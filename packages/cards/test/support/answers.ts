import type { Random } from "../../../../test/support/random.ts";
import { ANSWER_SHAPES, type AnswerShape } from "../../src/index.ts";
import { spoilt } from "./mutation.ts";
import { MUTATIONS } from "./mutations.ts";
import { type JsonObject, randomCard } from "./random-card.ts";

const TOAST = { type: "success", content: "ok" };
const V1 = { elements: [{ tag: "hr" }] };
const V2 = { schema: "2.0", body: { elements: [{ tag: "hr" }] } };
const TEMPLATE = { template_id: "AAqk1", template_variable: { name: "a" } };

const raw = (data: unknown): JsonObject => ({ card: { type: "raw", data } });
const cycle: JsonObject = {};
cycle.card = cycle;

/** Answers of every shape. */
export const ANSWERS: Readonly<Record<AnswerShape, readonly unknown[]>> = {
  nothing: [undefined, null],
  empty: [{}, { toast: undefined }],
  unknown_keys: [{ extra: 1 }, { toast: null, x: "y" }],
  toast: [{ toast: TOAST }, { toast: { content: "no type" } }, { toast: { type: "info", i18n: { zh_cn: "好" } } }],
  bad_toast: [{ toast: "ok" }, { toast: { type: "warn", content: "x" } }, { toast: {}, ...raw(V2) }, { toast: [] }],
  card_v1: [raw(V1), raw({}), { toast: TOAST, ...raw({ schema: "1.0", ...V1 }) }, raw({ header: {}, unknown: 1 })],
  card_v2: [raw(V2), { toast: TOAST, ...raw(V2) }],
  empty_card_v1: [raw({ config: {} }), raw({ body: { elements: [] } })],
  empty_card_v2: [raw({ schema: "2.0" }), raw({ schema: "2.0", body: { elements: [] } })],
  bad_card_v1: [raw({ elements: [{ tag: "marquee" }] }), raw({ elements: [7] })],
  bad_card_v2: [
    raw({ schema: "2.0", elements: [] }),
    raw({ schema: "2.0", body: { elements: [{ tag: "note", elements: [] }] } }),
    raw({ schema: "2.0", body: { elements: [{ tag: "hr", colour: 1 }] } }),
    raw({ schema: "2.0", body: [] }),
  ],
  unknown_schema: [raw({ schema: 2, body: {} }), raw({ schema: "3.0" })],
  template: [{ card: { type: "template", data: TEMPLATE } }],
  bad_template: [
    { card: { type: "template", data: {} } },
    { card: { type: "template", data: { template_id: "AAq", template_version_name: 1 } } },
  ],
  card_not_object: [{ card: "{}" }, { card: [V2] }, { card: true }],
  no_type: [{ card: V2 }, { card: TEMPLATE }, { card: {} }, { card: { data: V2 } }],
  unknown_type: [{ card: { type: "card_json", data: V2 } }, { card: { type: 1, data: V2 } }],
  text_data: [raw(JSON.stringify(V2)), { card: { type: "template", data: JSON.stringify(TEMPLATE) } }],
  no_data: [raw(undefined), raw(null), raw([V2]), { card: { type: "template" } }],
  unwrapped: [V1, V2, { type: "raw", data: V2 }, { content: "ok" }, { msg: "success", ...V1 }],
  event_answer: [{ msg: "success" }, { code: 0, msg: "success" }],
  not_an_object: ["ok", [], 7, true, JSON.stringify({ toast: TOAST })],
  not_json: [cycle, { value: 1n }, () => ({}), Symbol("answer")],
};

/** An answer made by chance, and its shape; one in four has a generated card in it, good or spoilt. */
export function randomAnswer(random: Random): unknown {
  if (!random.oneIn(4)) {
    const shape = random.pick(ANSWER_SHAPES);
    const samples = ANSWERS[shape];
    return samples[random.below(samples.length)];
  }
  const card = randomCard(random, random.oneIn(2) ? "1.0" : "2.0");
  const mutation = MUTATIONS[random.below(MUTATIONS.length)];
  const data = random.oneIn(2) || mutation === undefined ? card : (spoilt(mutation, card, random) ?? card);
  return { ...(random.oneIn(2) ? { toast: TOAST } : {}), ...raw(data) };
}
