import { ANSWER, badAnswer, badCard, card1, card2, MISTAKE, OURS, type Row } from "./answer-case.ts";

export const NOTHING: readonly Row[] = [
  { name: "nothing", answer: undefined, issues: [], source: "official Go sample returns nil" },
  { name: "null", answer: null, issues: [], source: OURS },
  { name: "an empty object", answer: {}, issues: [], source: ANSWER },
  { name: "unknown keys only", answer: { later: 1 }, issues: [], source: OURS },
];

export const ROOT: readonly Row[] = [
  { name: "text", answer: "{}", issues: [["", badAnswer]], says: "JSON.stringify", source: MISTAKE },
  { name: "an array", answer: [], issues: [["", badAnswer]], source: "platform notes, 200672" },
  { name: "true", answer: true, issues: [["", badAnswer]], source: "platform notes, 200672" },
  {
    name: "an event's acknowledgement",
    answer: { msg: "success" },
    issues: [["", badAnswer]],
    says: "event",
    source: "platform notes, 200672",
  },
  { name: "msg beside a card", answer: { msg: "x", card: { type: "raw", data: card1 } }, issues: [], source: OURS },
  {
    name: "elements beside a card",
    answer: { ...card1, card: { type: "raw", data: card1 } },
    issues: [],
    source: OURS,
  },
  { name: "data that is no card", answer: { data: card1 }, issues: [], source: OURS },
  {
    name: "the legacy bare card",
    answer: { ...card1, header: {} },
    issues: [["", badAnswer]],
    says: "{ card: {",
    source: MISTAKE,
  },
  { name: "a bare 2.0 card", answer: card2, issues: [["", badAnswer]], says: "{ card: {", source: MISTAKE },
  {
    name: "type and data at the top",
    answer: { type: "raw", data: card1 },
    issues: [["", badAnswer]],
    says: "{ card: {",
    source: MISTAKE,
  },
];

export const CLICK_ONLY: readonly Row[] = [
  {
    name: "a bare toast",
    answer: { type: "info", content: "x" },
    issues: [["", badAnswer]],
    says: "{ toast: {",
    source: MISTAKE,
  },
  { name: "a bare toast in languages", answer: { i18n: { zh_cn: "好" } }, issues: [["", badAnswer]], source: OURS },
  { name: "content beside a toast", answer: { content: "x", toast: { content: "x" } }, issues: [], source: OURS },
  { name: "msg beside a toast", answer: { msg: "x", toast: { content: "x" } }, issues: [], source: OURS },
  {
    name: "the legacy bare card beside a toast",
    answer: { ...card1, toast: { type: "info", content: "x" } },
    issues: [["", badAnswer]],
    source: MISTAKE,
  },
  {
    name: "both parts wrong, in order",
    answer: { toast: { type: "warn", content: "x" }, card: { type: "raw" } },
    issues: [
      ["toast.type", badAnswer],
      ["card.data", badCard],
    ],
    source: ANSWER,
  },
];

export const UNKNOWN: readonly Row[] = [
  { name: "anything", answer: [{ toast: "x" }, "msg"], issues: [], source: "no body is documented" },
  { name: "text", answer: "x", issues: [], source: "no body is documented" },
];
