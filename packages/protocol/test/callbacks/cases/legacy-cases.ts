import { badAnswer, badCard, card1, card2, dialectChange, MISTAKE, OURS, type Row, template } from "./answer-case.ts";

const LEGACY = "legacy callback reference, answer section";

export const V1: readonly Row[] = [
  { name: "a bare card", answer: { ...card1, config: {}, header: {} }, issues: [], source: LEGACY },
  { name: "a bare card beside a toast", answer: { ...card1, toast: { content: "x" } }, issues: [], source: LEGACY },
  { name: "a template", answer: { type: "template", data: template }, issues: [], source: LEGACY },
  { name: "what official SDKs send for nothing", answer: { msg: "success" }, issues: [], source: "Go, Java, Python" },
  { name: "text", answer: "{}", issues: [["", badAnswer]], source: OURS },
  {
    name: "the wrapper of the current callback",
    answer: { card: { type: "raw", data: card1 } },
    issues: [["card", badCard]],
    source: MISTAKE,
  },
  {
    name: "type raw",
    answer: { type: "raw", data: card1 },
    issues: [["type", badCard]],
    says: "only template",
    source: MISTAKE,
  },
  { name: "a template without type", answer: { data: template }, issues: [["type", badCard]], source: LEGACY },
  {
    name: "a template without id",
    answer: { type: "template", data: {} },
    issues: [["data.template_id", badCard]],
    source: LEGACY,
  },
  { name: "config alone", answer: { config: {} }, issues: [["elements", badCard]], source: LEGACY },
  {
    name: "a wrong toast and a wrong card",
    answer: { toast: { type: "warn", content: "x" }, schema: 2 },
    issues: [
      ["toast.type", badAnswer],
      ["schema", badCard],
    ],
    source: "reference: 200673 is for everything but toast",
  },
  {
    name: "2.0 to 1.0",
    answer: card1,
    originalCard: card2,
    issues: [["schema", dialectChange]],
    source: "card callback reference, 200830",
  },
];
