import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { ApiRefusal } from "../answer.ts";
import { cardkitRefusal } from "./cardkit-refusals.ts";
import type { Draft } from "./draft.ts";

/** Source: update card settings. */
const SETTINGS: readonly string[] = ["config", "card_link"];

/**
 * Puts members of `config` and the `card_link` in the place of those there are. `settings` is `{ config?, card_link? }`.
 */
export function changeSettings(draft: Draft, settings: JsonObject): ApiRefusal | undefined {
  const unknown = Object.keys(settings).find((key) => !SETTINGS.includes(key));
  if (unknown !== undefined || Object.keys(settings).length === 0) {
    return cardkitRefusal(
      "settingsNotUpdated",
      `settings takes ${SETTINGS.join(" and ")}, not ${unknown ?? "nothing"}`,
    );
  }
  const { config, card_link: cardLink } = settings;
  if (config !== undefined && !isJsonObject(config)) return cardkitRefusal("settingsNotUpdated", "config is no object");
  const { card } = draft;
  if (config !== undefined) card.config = { ...(isJsonObject(card.config) ? card.config : {}), ...config };
  if (config !== undefined && Object.hasOwn(config, "streaming_mode")) draft.setsStreaming = true;
  if (cardLink !== undefined) card.card_link = cardLink;
  return undefined;
}
