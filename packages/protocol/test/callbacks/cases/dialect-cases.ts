import { ANSWER, badCard, card1, card2, dialectChange, OURS, type Row, template } from "./answer-case.ts";

export const DIALECT: readonly Row[] = [
  {
    name: "2.0 to 1.0",
    answer: { card: { type: "raw", data: card1 } },
    originalCard: card2,
    issues: [["card.data.schema", dialectChange]],
    says: 'schema: "2.0"',
    source: "card callback reference, 200830",
  },
  {
    name: "1.0 to 2.0",
    answer: { card: { type: "raw", data: card2 } },
    originalCard: card1,
    issues: [["card.data.schema", badCard]],
    source: "baileyh8/hermes-feishu-streaming-card#230",
  },
  {
    name: "2.0 to a 2.0 body that forgot its schema",
    answer: { card: { type: "raw", data: { body: {} } } },
    originalCard: card2,
    issues: [
      ["card.data.schema", dialectChange],
      ["card.data.schema", badCard],
    ],
    source: "card callback reference, 200830",
  },
  {
    name: "2.0 to 2.0",
    answer: { card: { type: "raw", data: card2 } },
    originalCard: card2,
    issues: [],
    source: ANSWER,
  },
  {
    name: "a blank 1.0 card to 1.0",
    answer: { card: { type: "raw", data: card1 } },
    originalCard: {},
    issues: [],
    source: ANSWER,
  },
  {
    name: "2.0 to a template, whose schema is not known here",
    answer: { card: { type: "template", data: template } },
    originalCard: card2,
    issues: [],
    source: OURS,
  },
  {
    name: "an original that is a template, whose schema is not known here",
    answer: { card: { type: "raw", data: card2 } },
    originalCard: { type: "template", data: template },
    issues: [],
    source: OURS,
  },
];
