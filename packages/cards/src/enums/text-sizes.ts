/** Sizes of text, px on a computer behind each. An unknown one is shown as `normal`. Source: "Rich text". */
export const TEXT_SIZES = [
  "heading-0", // 30
  "heading-1", // 24
  "heading-2", // 20
  "heading-3", // 18
  "heading-4", // 16
  "heading", // 16
  "normal", // 14
  "notation", // 12
  "xxxx-large", // 30
  "xxx-large", // 24
  "xx-large", // 20
  "x-large", // 18
  "large", // 16
  "medium", // 14
  "small", // 12
  "x-small", // 10
] as const;

/** A size of text, or the name of one that the card defines in `config.style.text_size`. */
export type TextSize = (typeof TEXT_SIZES)[number] | (string & Record<never, never>);
