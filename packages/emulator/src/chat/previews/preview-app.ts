import type { App } from "../../apps/app.ts";
import { matchesLinkRule } from "../../apps/link-rule.ts";
import { ArgumentError, ClickError } from "../../errors.ts";
import type { Conversation } from "../messages/conversation.ts";

const PREVIEW_PULL = { kind: "callback", type: "url.preview.get", event: () => ({}) } as const;

/** @throws EmulatorError `bad_argument` for what no client makes a link of */
export function checkLink(url: string): void {
  if (typeof url === "string" && /^https?:\/\//i.test(url) && URL.canParse(url)) return;
  throw new ArgumentError("bad_argument", `"${url}" gets no preview: only http and https links do. Pass a full URL.`);
}

/**
 * The app that previews `url`: the one with a rule for it, whether or not its bot is in the chat. Apps that preview all
 * links, which only this emulator knows, come after: first those of the chat, in order of joining.
 */
function appWithRule(url: string, chat: Conversation, apps: readonly App[]): App | undefined {
  const withRule = apps.filter(({ published: { linkPreviewRules: rules } }) => {
    return rules !== "all" && rules.some((rule) => matchesLinkRule(rule, url));
  });
  // The platform keeps two self-built apps from having the same rule, and prefers them to store apps.
  const byRule = withRule.find(({ published }) => published.kind === "self_built") ?? withRule[0];
  return byRule ?? [...chat.bots, ...apps].find(({ published }) => published.linkPreviewRules === "all");
}

/** The same, when the settings of that app let it have the callback. */
export function reachablePreviewApp(url: string, chat: Conversation, apps: readonly App[]): App | undefined {
  const app = appWithRule(url, chat, apps);
  return app?.whyWithheld(PREVIEW_PULL) === undefined ? app : undefined;
}

/**
 * The same for somebody who asks for a preview: an app that does not get the callback is among them, so that the outcome
 * says what is wrong with its settings.
 *
 * @throws ClickError `link_without_app`
 */
export function previewApp(url: string, chat: Conversation, apps: readonly App[]): App {
  const misconfigured = chat.bots.find((bot) => bot.whyWithheld(PREVIEW_PULL) !== undefined);
  const asked = appWithRule(url, chat, apps) ?? misconfigured;
  if (asked !== undefined) return asked;
  const rules = apps.flatMap(({ appId, published }) =>
    [published.linkPreviewRules].flat().map((rule) => `${rule} (${appId})`),
  );
  throw new ClickError(
    "link_without_app",
    `No app has a link rule for ${url}, so the link stays bare. Rules in effect: ${rules.join(", ") || "none"}.`,
  );
}
