import { badAnswer, card2, MISTAKE, OURS, type Row } from "./answer-case.ts";

const INLINE = "reference of url.preview.get, answer section";

export const PREVIEW: readonly Row[] = [
  { name: "a title", answer: { inline: { title: "x" } }, issues: [], source: INLINE },
  { name: "titles by language", answer: { inline: { i18n_title: { zh_cn: "好" } } }, issues: [], source: INLINE },
  {
    name: "every field",
    answer: { inline: { title: "x", image_key: "img", url: { copy_url: "u", web: "u" } } },
    issues: [],
    source: INLINE,
  },
  { name: "a card alone", answer: { card: { type: "raw", data: card2 } }, issues: [], source: "reference: optional" },
  { name: "a toast, which means nothing here", answer: { toast: "x" }, issues: [], source: OURS },
  { name: "inline as text", answer: { inline: "x" }, issues: [["inline", badAnswer]], source: INLINE },
  {
    name: "no title",
    answer: { inline: { image_key: "img" } },
    issues: [["inline.title", badAnswer]],
    says: "i18n_title",
    source: INLINE,
  },
  { name: "title as number", answer: { inline: { title: 1 } }, issues: [["inline.title", badAnswer]], source: INLINE },
  {
    name: "title at the top",
    answer: { title: "x" },
    issues: [["", badAnswer]],
    says: "{ inline: {",
    source: MISTAKE,
  },
  {
    name: "a title in one language as number",
    answer: { inline: { i18n_title: { zh_cn: 1 } } },
    issues: [["inline.i18n_title.zh_cn", badAnswer]],
    source: INLINE,
  },
  {
    name: "url as text",
    answer: { inline: { title: "x", url: "https://a.example" } },
    issues: [["inline.url", badAnswer]],
    says: "copy_url",
    source: INLINE,
  },
  {
    name: "an address as null and one as number",
    answer: { inline: { title: "x", url: { ios: null, web: 1 } } },
    issues: [["inline.url.web", badAnswer]],
    source: INLINE,
  },
  {
    name: "image_key as object",
    answer: { inline: { title: "x", image_key: {} } },
    issues: [["inline.image_key", badAnswer]],
    source: INLINE,
  },
];
