import type { AppConfig } from "./app-config.ts";

/** When a saved setting begins to count. */
export interface SettingEffect {
  /** `version`: with the next published version. `immediate`: once it is saved. `fixed`: it cannot be changed. */
  readonly when: "version" | "immediate" | "fixed";
  /** Where this is known from. */
  readonly source: string;
}

const ADDING_CALLBACKS = "documented: the pages on adding callbacks and on card callbacks (200340), and the FAQ";
const INFERRED_VERSION = "inferred: the console asks for a version after every change of an ability or permission";

/**
 * For every setting, when it begins to count. Two are immediate by inference: the challenge that is sent while a
 * request URL is saved already carries the token and key of the page, and no document asks for a version after them.
 */
export const SETTING_EFFECTS: Readonly<Record<keyof AppConfig, SettingEffect>> = {
  kind: { when: "fixed", source: "documented: self-built and store apps are created as such" },
  bot: { when: "version", source: "documented: how to enable the bot ability" },
  events: { when: "version", source: "documented: the FAQ on events and callbacks" },
  callbacks: { when: "version", source: ADDING_CALLBACKS },
  legacyCardUrl: { when: "version", source: INFERRED_VERSION },
  encryptKey: { when: "immediate", source: "inferred: no document asks for a version" },
  verificationToken: { when: "immediate", source: "inferred: no document asks for a version" },
  scopes: { when: "version", source: "documented: the FAQ on events and callbacks, on receiving messages" },
  linkPreviewRules: { when: "version", source: "documented: the guide to link previews" },
};

/** Those settings of `draft` that count although they are not published. */
export function immediateSettings(draft: AppConfig): Partial<AppConfig> {
  const names = Object.keys(SETTING_EFFECTS) as (keyof AppConfig)[];
  return Object.fromEntries(
    names.filter((name) => SETTING_EFFECTS[name].when === "immediate").map((name) => [name, draft[name]]),
  );
}
