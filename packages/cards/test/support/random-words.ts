import type { Random } from "../../../../test/support/random.ts";
import { colorNames } from "../../src/enums/color-names.ts";
import { ICON_TOKENS } from "../../src/enums/icon-tokens.ts";
import { CARD_LOCALES } from "../../src/enums/locales.ts";
import type { SizeField, StringField } from "../../src/rows/field.ts";
import type { CardMaker } from "./random-card.ts";

const COLORS = colorNames();
const TEXTS = ["通过", "Approve", "a", "", "**b**", "line\nline", "😀 ok", "请假 3 天"];

/** One of a list. */
export function randomChoice<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[random.below(items.length)];
}

export function randomWord(random: Random, kind: "color" | "locale" | "icon"): string {
  const words = kind === "color" ? COLORS : kind === "locale" ? CARD_LOCALES : ICON_TOKENS;
  return randomChoice<string>(random, words) ?? "";
}

/** A string of the field's format. */
export function randomText(maker: CardMaker, { format, maxLength }: StringField): string {
  const { random } = maker;
  switch (format) {
    case "url":
      return (
        randomChoice(random, ["https://example.com/a?b=1", "http://a.b", "lark://msgcard/unsupported_action"]) ?? ""
      );
    case "date":
      return `20${10 + random.below(80)}-0${1 + random.below(9)}-${10 + random.below(20)}`;
    case "time":
      return `1${random.below(10)}:${10 + random.below(50)}`;
    case "datetime":
      return `2026-0${1 + random.below(9)}-${10 + random.below(20)} 0${random.below(10)}:30`;
    case "element_id":
      return `e_${maker.nextName()}`;
    case "icon":
      return randomWord(random, "icon");
    case "rgba":
      return `rgba(${random.below(256)},1,255,0.${random.below(100)})`;
    case "user":
      return `ou_${random.below(1000)}`;
    case "image":
      return `img_v3_${random.below(1000)}`;
    case "text":
      return randomChoice(random, TEXTS) ?? "";
    default:
      return maxLength === 1 ? "¥" : maker.nextName();
  }
}

export function randomSize(random: Random, { names = [], px, percent, counts = [1] }: SizeField): string {
  if (names.length > 0 && random.oneIn(2)) return randomChoice(random, names) ?? "";
  const count = randomChoice(random, counts) ?? 1;
  return Array.from({ length: count }, () => {
    const [unit, [min, max]] = px === undefined ? ["%", percent ?? [0, 100]] : ["px", px];
    return `${min + random.below((max ?? min + 200) - min + 1)}${unit}`;
  }).join(" ");
}
