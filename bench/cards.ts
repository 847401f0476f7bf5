import { cardSchema, predictAnswerCode, validateCard } from "@larkwire/cards";
import { Ajv } from "ajv";
import { GOOD_V2 } from "../packages/cards/test/corpus/good-v2.ts";
import { medianRates } from "./support/median-rates.ts";
import { verdict } from "./support/verdict.ts";

/** To Ajv, from JSON text. */
const MAX_RATIO = 1.5;

const CARDS = { approval: GOOD_V2.approval, form: GOOD_V2["form with every field"], table: GOOD_V2["table of orders"] };

/**
 * The validator beside Ajv with the JSON Schema, which sees about half of the rules, and beside parsing the JSON, which
 * either needs first when a card is text.
 */
export async function cards(): Promise<void> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const schema = ajv.compile(cardSchema("2.0"));
  for (const [name, card] of Object.entries(CARDS)) {
    const text = JSON.stringify(card);
    console.log(`cards: ${name}, ${text.length} bytes`);
    const rates = medianRates({
      "validateCard, from text": () => validateCard(text),
      "validateCard, from an object": () => validateCard(card),
      "parse and Ajv": () => schema(JSON.parse(text)),
      "parse alone": () => JSON.parse(text),
      "predict an answer with it": () => predictAnswerCode({ kind: "v2" }, { card: { type: "raw", data: card } }),
    });
    for (const [candidate, rate] of Object.entries(rates)) {
      console.log(`  ${candidate.padEnd(30)} ${(1e6 / rate).toFixed(1).padStart(8)} µs`);
    }
    const { "validateCard, from text": ours = 1, "parse and Ajv": theirs = 1 } = rates;
    verdict("validateCard / Ajv", theirs / ours, MAX_RATIO);
  }
}
