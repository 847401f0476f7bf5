import { isJsonObject, type JsonObject } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

const PLATFORMS = ["pc_url", "ios_url", "android_url"] as const;

/** A link leads somewhere from every kind of client. */
export function checkLink(check: CardCheck, link: JsonObject): void {
  if (isFilled(link.url) || PLATFORMS.every((platform) => isFilled(link[platform]))) return;
  check.report(
    "link_incomplete",
    () => "Some clients have no address to open. Write url, or all of pc_url, ios_url and android_url.",
  );
}

/** `url` and `multi_url` exclude each other. */
export function checkButtonLinks(check: CardCheck, value: JsonObject): void {
  checkBoth(check, value, []);
}

/** So they do for each option of an overflow. */
export function checkOptionLinks(check: CardCheck, value: JsonObject): void {
  if (!Array.isArray(value.options)) return;
  for (const [index, option] of value.options.entries()) {
    if (isJsonObject(option)) checkBoth(check, option, ["options", index]);
  }
}

function checkBoth(check: CardCheck, value: JsonObject, below: readonly (string | number)[]): void {
  if (!isFilled(value.url) || !isJsonObject(value.multi_url)) return;
  check.report("link_conflict", () => "Both url and multi_url are given, and only one may be. Leave out url.", {
    below: [...below, "url"],
  });
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
