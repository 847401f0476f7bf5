import { isJsonObject, type JsonObject, show } from "@larkwire/protocol";
import type { CardCheck } from "../card-check.ts";

/** A card with a sound is not forwarded, and each sound has an id of its own. */
export function checkAudio(check: CardCheck, value: JsonObject): void {
  const { config } = check.card;
  if (!isJsonObject(config) || config.enable_forward !== false) {
    check.report(
      "audio_forward",
      () => "A card with an audio may not be forwarded, but this one may. Write config.enable_forward: false.",
    );
  }
  const { audio_id: id } = value;
  if (typeof id !== "string" || id === "") return;
  if (check.scope.audioIds.has(id)) {
    check.report("audio_duplicate", () => `The audio_id ${show(id)} stands in the card twice. Rename one.`, {
      below: ["audio_id"],
      errorValue: id,
    });
  }
  check.scope.audioIds.add(id);
}
