import { ANSWER, badAnswer, MISTAKE, OURS, type Row } from "./answer-case.ts";

export const TOAST: readonly Row[] = [
  ...["info", "success", "error", "warning"].map((type) => {
    return { name: `a toast of type ${type}`, answer: { toast: { type, content: "x" } }, issues: [], source: ANSWER };
  }),
  { name: "a toast without type", answer: { toast: { content: "x" } }, issues: [], source: ANSWER },
  { name: "a toast in languages", answer: { toast: { i18n: { zh_cn: "好" } } }, issues: [], source: ANSWER },
  { name: "toast null", answer: { toast: null }, issues: [], source: OURS },
  {
    name: "a toast as text",
    answer: { toast: "saved" },
    issues: [["toast", badAnswer]],
    says: 'content: "saved"',
    source: MISTAKE,
  },
  { name: "a toast as array", answer: { toast: [] }, issues: [["toast", badAnswer]], source: ANSWER },
  {
    name: "type warn",
    answer: { toast: { type: "warn", content: "x" } },
    issues: [["toast.type", badAnswer]],
    says: 'Write "warning"',
    source: MISTAKE,
  },
  {
    name: "type fail",
    answer: { toast: { type: "fail", content: "x" } },
    issues: [["toast.type", badAnswer]],
    says: 'Write "error"',
    source: MISTAKE,
  },
  {
    name: "type in capitals",
    answer: { toast: { type: "Success", content: "x" } },
    issues: [["toast.type", badAnswer]],
    says: 'Write "success"',
    source: OURS,
  },
  {
    name: "a type that means nothing",
    answer: { toast: { type: "constructor", content: "x" } },
    issues: [["toast.type", badAnswer]],
    says: "one of them",
    source: ANSWER,
  },
  { name: "no content", answer: { toast: { type: "info" } }, issues: [["toast.content", badAnswer]], source: OURS },
  {
    name: "content as number",
    answer: { toast: { content: 7 } },
    issues: [["toast.content", badAnswer]],
    says: "a number",
    source: ANSWER,
  },
  {
    name: "i18n as text",
    answer: { toast: { content: "x", i18n: "x" } },
    issues: [["toast.i18n", badAnswer]],
    source: ANSWER,
  },
  {
    name: "i18n with an object",
    answer: { toast: { content: "x", i18n: { zh_cn: "好", en_us: { text: "x" } } } },
    issues: [["toast.i18n.en_us", badAnswer]],
    source: ANSWER,
  },
];
