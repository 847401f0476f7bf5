import { isJsonObject, type JsonObject, validateAnswer } from "@larkwire/protocol";
import { cardDialect } from "../dialect.ts";
import type { CardWorld } from "../validate/card-check.ts";
import type { CardIssue } from "../validate/card-issue.ts";
import type { CardProfile } from "../validate/card-profile.ts";
import { cardRefusal } from "../validate/card-refusal.ts";
import { DEFAULT_MAX_ISSUES, validateParsed } from "../validate/validate-card.ts";

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

/** A card that has no fault: it stands for the one in an answer while the rest of the answer is looked at. */
const ANY_CARD: JsonObject = { type: "raw", data: {} };

/** How the card in an answer is judged. */
type Judging = CardWorld & { readonly profile: CardProfile };

/** Tells the shape of an answer. Never throws. */
export function shapeOfAnswer(answer: unknown, profile: CardProfile = "strict", world: CardWorld = {}): ShapedAnswer {
  if (answer === undefined || answer === null) return plain("nothing");
  const json = toJson(answer);
  if (!json.ok) return plain("not_json");
  if (json.value === null) return plain("nothing");
  return isJsonObject(json.value) ? shapeOfObject(json.value, { ...world, profile }) : plain("not_an_object");
}

function plain(shape: AnswerShape): ShapedAnswer {
  return { shape, cardIssues: [] };
}

function shapeOfObject(answer: JsonObject, judging: Judging): ShapedAnswer {
  const hasCard = answer.card !== undefined && answer.card !== null;
  const [first] = validateAnswer("card.action.trigger", hasCard ? { ...answer, card: ANY_CARD } : answer);
  if (first?.path === "") return plain(isEventAnswer(answer) ? "event_answer" : "unwrapped");
  if (first?.path.startsWith("toast") === true) return plain("bad_toast");
  if (hasCard) return shapeOfCard(answer.card, judging);
  if (answer.toast !== undefined && answer.toast !== null) return plain("toast");
  return plain(Object.keys(answer).length === 0 ? "empty" : "unknown_keys");
}

/** Of what stands at the top by mistake, `msg` counts last. */
function isEventAnswer(answer: JsonObject): boolean {
  return validateAnswer("card.action.trigger", { ...answer, msg: undefined }).length === 0;
}

function shapeOfCard(card: unknown, judging: Judging): ShapedAnswer {
  if (!isJsonObject(card)) return plain("card_not_object");
  const { type, data } = card;
  if (type === undefined || type === null) return plain("no_type");
  if (type !== "raw" && type !== "template") return plain("unknown_type");
  if (typeof data === "string") return plain("text_data");
  if (!isJsonObject(data)) return plain("no_data");
  if (type === "raw") return shapeOfRaw(data, judging);
  return plain(validateAnswer("card.action.trigger", { card }).length > 0 ? "bad_template" : "template");
}

function shapeOfRaw(data: JsonObject, judging: Judging): ShapedAnswer {
  const dialect = cardDialect(data);
  if (dialect === undefined) return plain("unknown_schema");
  const cardIssues = validateParsed(data, JSON.stringify(data), { ...judging, maxIssues: DEFAULT_MAX_ISSUES });
  const isOdd = validateAnswer("card.action.trigger", { card: { type: "raw", data: rootOf(data) } }).length > 0;
  if (dialect === "1.0" && isOdd) return { shape: "empty_card_v1", cardIssues };
  if (isOdd || cardRefusal(cardIssues) !== undefined) {
    return { shape: dialect === "1.0" ? "bad_card_v1" : "bad_card_v2", cardIssues };
  }
  if (dialect === "1.0") return { shape: "card_v1", cardIssues };
  return { shape: isEmpty(data) ? "empty_card_v2" : "card_v2", cardIssues };
}

/** What the protocol looks at in a card: its root. Of objects and arrays only that they are there. */
function rootOf(data: JsonObject): JsonObject {
  const members = Object.entries(data).map(([key, value]) => {
    if (Array.isArray(value)) return [key, []];
    return [key, isJsonObject(value) ? {} : value];
  });
  return Object.fromEntries(members);
}

function isEmpty(card: JsonObject): boolean {
  const { elements } = isJsonObject(card.body) ? card.body : {};
  return (!Array.isArray(elements) || elements.length === 0) && card.header === undefined;
}

function toJson(answer: unknown): { ok: true; value: unknown } | { ok: false } {
  try {
    const text = JSON.stringify(answer);
    return text === undefined ? { ok: false } : { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
