import { show } from "@larkwire/protocol";
import { isIconToken } from "../enums/icons.ts";
import type { StringFormat } from "../rows/field.ts";
import type { CardCheck } from "./card-check.ts";
import { PATTERNS } from "./patterns.ts";

type FormatCheck = (check: CardCheck, value: string) => void;

const COMPILED = new Map(Object.entries(PATTERNS).map(([format, pattern]) => [format, new RegExp(pattern)]));

const CHECKS: Readonly<Record<StringFormat, FormatCheck>> = {
  text: (check, value) => {
    const most = check.limits.maxTextChars;
    if (value.length <= most) return;
    check.report(
      "element_too_long",
      () => `The text has ${value.length} characters; from ${most} on the platform may refuse it. Split it.`,
    );
  },
  icon: (check, value) => {
    if (isIconToken(value)) return;
    const token = show(value);
    check.report(
      "unknown_icon",
      () =>
        `The icon library, as known here, has no ${token}, so there may be no icon. Look it up in the list of icons.`,
    );
  },
  user: (check, value) => {
    if (value === "" || check.world.isUser?.(value) !== false) return;
    const message = `Nobody has the id ${show(value)}. Use an open_id, union_id or user_id that this app knows.`;
    check.report("unknown_user", () => message, { errorValue: value });
  },
  image: (check, value) => {
    if (value === "" || check.world.isImage?.(value) !== false) return;
    const message = `No image has the key ${show(value)}. Upload the image and use the key that comes back.`;
    check.report("unknown_image", () => message, { errorValue: `image key ${value}` });
  },
  url: (check, value) => {
    if (fits("url", value)) return;
    const message = `Clients open http and https only, and ${show(value)} is neither. Write the whole address, "https://…".`;
    check.report("url_scheme", () => message, { errorValue: value });
  },
  element_id: (check, value) => {
    if (fits("element_id", value)) return;
    const message = `The element_id ${show(value)} is not taken: letters, digits and underscores, a letter first, at most 20. Rename it.`;
    check.report("element_id_format", () => message, { errorValue: value });
  },
  date: like("date", '"2026-01-31"'),
  time: like("time", '"18:30"'),
  datetime: like("datetime", '"2026-01-31 18:30"'),
  rgba: like("rgba", '"rgba(5,157,178,0.52)"'),
};

/** Checks what a string holds beyond being one. */
export function checkFormat(check: CardCheck, format: StringFormat, value: string): void {
  CHECKS[format](check, value);
}

function like(format: StringFormat, example: string): FormatCheck {
  return (check, value) => {
    if (fits(format, value)) return;
    check.report("wrong_value", () => `${show(value)} cannot be read here. Write it like ${example}.`);
  };
}

function fits(format: StringFormat, value: string): boolean {
  return COMPILED.get(format)?.test(value) !== false;
}
