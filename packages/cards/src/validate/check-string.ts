import { show } from "@larkwire/protocol";
import { isColorName } from "../enums/color-names.ts";
import type { ColorField, EnumField, StringField } from "../rows/field.ts";
import type { CardPath } from "../tree/card-path.ts";
import type { CardCheck } from "./card-check.ts";
import { checkFormat } from "./check-format.ts";
import { RAW_COLOR } from "./patterns.ts";
import { listed, nearest } from "./words.ts";

const RAW = new RegExp(RAW_COLOR);

export function checkString(check: CardCheck, field: StringField, value: string): void {
  if (field.notEmpty === true && value === "") {
    const message = "The text is empty, but something has to stand here. Write it.";
    check.report(field.rule ?? "wrong_value", () => message);
    return;
  }
  if (field.maxLength !== undefined) checkLength(check, field.maxLength, value);
  if (field.format !== undefined) checkFormat(check, field.format, value);
}

/** Checks the number of characters, in code points. */
export function checkLength(check: CardCheck, most: number, text: string, below: CardPath = []): void {
  if (text.length <= most) return;
  const chars = [...text].length;
  if (chars <= most) return;
  const message = `The text has ${chars} characters, but at most ${most} are taken here. Shorten it.`;
  check.report("text_too_long", () => message, { below });
}

export function checkEnum(check: CardCheck, field: EnumField, value: string): void {
  if (field.values.includes(value)) return;
  if (field.open !== true) {
    check.report("wrong_value", () => {
      const meant = nearest(value, field.values);
      const step = meant === undefined ? "Write one of them." : `Write ${show(meant)}.`;
      return `${show(value)} is not one of ${listed(field.values)}. ${step}`;
    });
    return;
  }
  if (check.customTextSizes.includes(value)) return;
  check.report("unknown_text_size", () => {
    const step = `Write one of ${listed(field.values)}, or define it in config.style.text_size.`;
    return `No size is called ${show(value)}, so the text is shown as normal. ${step}`;
  });
}

export function checkColor(check: CardCheck, field: ColorField, value: string): void {
  if (value === "" || isColorName(value) || field.names?.includes(value) === true) return;
  if (check.customColors.includes(value)) return;
  const step = 'Write a name such as "blue" or "grey-500", or define one in config.style.color.';
  if (RAW.test(value)) {
    const message = `${show(value)} is refused, because colours are named here. ${step}`;
    check.report("raw_color", () => message, { errorValue: `invalid color: ${value}` });
    return;
  }
  check.report("unknown_color", () => `No colour is called ${show(value)}. ${step}`);
}
