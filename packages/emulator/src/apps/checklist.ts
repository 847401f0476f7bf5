import type { AppConfig } from "./app-config.ts";
import type { AppVersion } from "./console-state.ts";
import { EVENT_SCOPES } from "./required-scopes.ts";

/** Something that is left to do in the console, or around it. */
export interface ChecklistItem {
  /** For programs: `app_disabled`, `bot_missing`, `callbacks_unset`, … */
  readonly topic: string;
  /** What to do and why, in one sentence. */
  readonly todo: string;
}

/** All that the list is made from. */
interface ConsoleView {
  readonly appId: string;
  readonly draft: AppConfig;
  readonly published: AppConfig;
  readonly versions: readonly AppVersion[];
  readonly enabled: boolean;
  /** Open long connections. */
  readonly connections: number;
}

type Tab = "events" | "callbacks";

/** What is left to do, most important first. The draft is judged, and then whether it is in effect. */
export function checklist(view: ConsoleView): ChecklistItem[] {
  return [
    ...app(view),
    ...tab("events", view),
    ...tab("callbacks", view),
    ...permissions(view),
    ...linkPreview(view),
    ...publication(view),
    ...clients(view),
  ];
}

function app({ appId, enabled, draft }: ConsoleView): ChecklistItem[] {
  return [
    ...given(
      !enabled,
      "app_disabled",
      `Let the company's administrator enable ${appId}; until then nothing reaches it.`,
    ),
    ...given(
      !draft.bot,
      "bot_missing",
      "Add the bot ability: without a bot no message arrives and no card calls back.",
    ),
  ];
}

function tab(name: Tab, { draft }: ConsoleView): ChecklistItem[] {
  const { mode, requestUrl = "", subscribed } = draft[name];
  return [
    ...given(
      mode === "webhook" && requestUrl === "",
      `${name}_unset`,
      `Choose how ${name} are pushed, which is set apart from ${name === "events" ? "callbacks" : "events"}: start the app and save the long connection, or give a request URL.`,
    ),
    ...given(subscribed.length === 0, `${name}_empty`, `Add the ${name} that the app has handlers for.`),
  ];
}

function permissions({ draft }: ConsoleView): ChecklistItem[] {
  const { subscribed } = draft.events;
  if (subscribed === "all") return [];
  return EVENT_SCOPES.filter(({ name, isExtra }) => !isExtra && subscribed.includes(name))
    .filter(({ anyOf }) => !anyOf.some((scope) => draft.scopes.includes(scope)))
    .map(({ name, anyOf }) => ({
      topic: "scope_missing",
      todo: `Add a permission: some or all ${name} stay away without ${anyOf.join(" or ")}, and nothing says so.`,
    }));
}

function linkPreview({ draft }: ConsoleView): ChecklistItem[] {
  if (draft.callbacks.subscribed === "all") return [];
  const subscribed = draft.callbacks.subscribed.includes("url.preview.get");
  const rules = draft.linkPreviewRules.length > 0;
  return [
    ...given(
      subscribed && !rules,
      "link_rules_missing",
      "Add link rules: url.preview.get comes for matching links only.",
    ),
    ...given(
      rules && !subscribed && draft.linkPreviewRules !== "all",
      "link_callback_missing",
      "Add the callback url.preview.get: link rules alone preview nothing.",
    ),
  ];
}

function publication({ draft, published, versions }: ConsoleView): ChecklistItem[] {
  if (versions.length === 0) {
    return [{ topic: "never_published", todo: "Publish a version: until the first one nothing of this is in effect." }];
  }
  const names = Object.keys(draft) as (keyof AppConfig)[];
  const changed = names.filter((name) => JSON.stringify(draft[name]) !== JSON.stringify(published[name]));
  return given(
    changed.length > 0,
    "unpublished_changes",
    `Publish a version: ${changed.join(", ")} ${changed.length === 1 ? "is" : "are"} saved, but not in effect.`,
  );
}

function clients({ published, connections }: ConsoleView): ChecklistItem[] {
  const modes = (["events", "callbacks"] as const).map((name) => [name, published[name]] as const);
  const away = modes.filter(([, { mode, requestUrl }]) => mode === "webhook" && requestUrl);
  const waiting = modes.some(([, { mode }]) => mode === "long_connection");
  return [
    ...given(waiting && connections === 0, "no_client", "Start the app: no client of it is connected."),
    ...(connections === 0 ? [] : away).map(([name, { requestUrl }]) => ({
      topic: "client_without_pushes",
      todo: `Choose the long connection for ${name}, or stop the connected client: they go to ${requestUrl}, whatever is connected.`,
    })),
    ...given(
      waiting && connections > 1,
      "several_clients",
      `Stop clients that should not answer: ${connections} are connected, and each push goes to one of them at random.`,
    ),
  ];
}

function given(condition: boolean, topic: string, todo: string): ChecklistItem[] {
  return condition ? [{ topic, todo }] : [];
}
