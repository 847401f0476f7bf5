import { isJsonObject, type JsonObject, validateAnswer } from "@larkwire/protocol";
import { cardDialect } from "../dialect.ts";
import type { CardIssue } from "../validate/card-issue.ts";
import type { CardProfile } from "../validate/card-profile.ts";
import { cardRefusal } from "../validate/card-refusal.ts";
import { validateCard } from "../validate/validate-card.ts";

/** What an answer to `card.action.trigger` looks like. */
export const ANSWER_SHAPES = [
  /** `undefined` or `null`. */
  "nothing",
  /** `{}` */
  "empty",
  /** An object with nothing in it that the callback knows. */
  "unknown_keys",
  /** A toast alone. */
  "toast",
  /** A toast that is wrong, with or without a card. */
  "bad_toast",
  /** A 1.0 card. */
  "card_v1",
  /** A 2.0 card. */
  "card_v2",
  /** A 1.0 card without elements, title or anything else to show; `{}` is a blank card and no fault. */
  "empty_card_v1",
  /** A 2.0 card without elements: a blank card. */
  "empty_card_v2",
  /** A 1.0 card that the platform would refuse when it is sent. */
  "bad_card_v1",
  /** The same for 2.0. */
  "bad_card_v2",
  /** A card whose `schema` does not exist. */
  "unknown_schema",
  /** A template. */
  "template",
  /** A template without an id, or with members of the wrong type. */
  "bad_template",
  /** A `card` that is no object. */
  "card_not_object",
  /** A `card` without a `type`: the card or template itself stands there. */
  "no_type",
  /** A `type` other than `raw` and `template`. */
  "unknown_type",
  /** A raw card or template whose `data` is JSON text. */
  "text_data",
  /** A raw card or template without `data`, or with one that is neither object nor text. */
  "no_data",
  /** The card, the wrapper's members or the toast's at the top, where they are not looked for. */
  "unwrapped",
  /** The answer to an event: `{ "msg": "success" }`. */
  "event_answer",
  /** An array, text, a number. */
  "not_an_object",
  /** What has no JSON form, so that it cannot be sent at all. */
  "not_json",
] as const;

/** One of {@link ANSWER_SHAPES}. */
export type AnswerShape = (typeof ANSWER_SHAPES)[number];

/** The shape of an answer, and the faults of the card in it. */
export interface ShapedAnswer {
  readonly shape: AnswerShape;
  readonly cardIssues: readonly CardIssue[];
}

/** Tells the shape of an answer. Never throws. */
export function shapeOfAnswer(answer: unknown, profile: CardProfile = "strict"): ShapedAnswer {
  if (answer === undefined || answer === null) return { shape: "nothing", cardIssues: [] };
  const json = toJson(answer);
  if (!json.ok) return { shape: "not_json", cardIssues: [] };
  if (json.value === null) return { shape: "nothing", cardIssues: [] };
  if (!isJsonObject(json.value)) return { shape: "not_an_object", cardIssues: [] };
  return shapeOfObject(json.value, profile);
}

function shapeOfObject(answer: JsonObject, profile: CardProfile): ShapedAnswer {
  const [first] = validateAnswer("card.action.trigger", answer);
  if (first?.path === "") return { shape: isEventAnswer(answer) ? "event_answer" : "unwrapped", cardIssues: [] };
  if (first?.path.startsWith("toast") === true) return { shape: "bad_toast", cardIssues: [] };
  if (answer.card !== undefined && answer.card !== null) return shapeOfCard(answer.card, profile);
  if (answer.toast !== undefined && answer.toast !== null) return { shape: "toast", cardIssues: [] };
  return { shape: Object.keys(answer).length === 0 ? "empty" : "unknown_keys", cardIssues: [] };
}

/** Of what stands at the top by mistake, `msg` counts last. */
function isEventAnswer(answer: JsonObject): boolean {
  const [alone] = validateAnswer("card.action.trigger", { ...answer, msg: undefined });
  return alone === undefined;
}

function shapeOfCard(card: unknown, profile: CardProfile): ShapedAnswer {
  const plain = (shape: AnswerShape): ShapedAnswer => ({ shape, cardIssues: [] });
  if (!isJsonObject(card)) return plain("card_not_object");
  const { type, data } = card;
  if (type === undefined || type === null) return plain("no_type");
  if (type !== "raw" && type !== "template") return plain("unknown_type");
  if (typeof data === "string") return plain("text_data");
  if (!isJsonObject(data)) return plain("no_data");
  if (type === "raw") return shapeOfRaw(data, profile);
  const isBad = validateAnswer("card.action.trigger", { card }).length > 0;
  return plain(isBad ? "bad_template" : "template");
}

function shapeOfRaw(data: JsonObject, profile: CardProfile): ShapedAnswer {
  const dialect = cardDialect(data);
  if (dialect === undefined) return { shape: "unknown_schema", cardIssues: [] };
  const cardIssues = validateCard(data, { profile });
  const suffix = dialect === "1.0" ? "v1" : "v2";
  const shallow = validateAnswer("card.action.trigger", { card: { type: "raw", data } });
  if (dialect === "1.0" && shallow.length > 0) return { shape: "empty_card_v1", cardIssues };
  if (shallow.length > 0 || cardRefusal(cardIssues) !== undefined) return { shape: `bad_card_${suffix}`, cardIssues };
  return { shape: isEmptyV2(data, dialect) ? "empty_card_v2" : `card_${suffix}`, cardIssues };
}

function isEmptyV2(data: JsonObject, dialect: string): boolean {
  const body = isJsonObject(data.body) ? data.body : {};
  return (
    dialect === "2.0" && (!Array.isArray(body.elements) || body.elements.length === 0) && data.header === undefined
  );
}

function toJson(answer: unknown): { ok: true; value: unknown } | { ok: false } {
  try {
    const text = JSON.stringify(answer);
    return text === undefined ? { ok: false } : { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
