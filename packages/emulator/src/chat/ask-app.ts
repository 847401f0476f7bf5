import type { CallbackCard, CardAction, CardActionTriggerEvent, CardToast } from "@larkwire/protocol";
import type { App } from "../apps/app.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { JsonObject } from "../json-object.ts";
import type { CardState } from "./cards/card-state.ts";
import type { Interaction } from "./cards/interaction.ts";
import { copyCard } from "./copy-card.ts";
import type { Message } from "./messages/message.ts";
import type { Outcome } from "./outcome.ts";
import { operator } from "./people/operator.ts";
import type { User } from "./people/user.ts";
import type { LinkPreviewState } from "./previews/link-preview-state.ts";
import type { Views } from "./views.ts";

/** A card where it stands, and whose it is. */
export interface CardPlace {
  readonly message: Message;
  readonly state: CardState;
  /** The app that is asked. */
  readonly app: App;
  /** The link it stands below, when it is the card of a preview. */
  readonly preview?: LinkPreviewState | undefined;
}

/** Sends `card.action.trigger` to one client of the app, waits for the answer and shows it. */
export async function askApp(
  views: Views,
  place: CardPlace,
  user: User,
  action: CardAction<unknown, JsonObject>,
): Promise<Outcome> {
  const { town, random } = views;
  const { message, state: card, app } = place;
  const token = `c-${random.stream(user.userId).hex(40)}`;
  const interaction: Interaction = { token, app, user, message, card, at: town.now(), answered: false, uses: 0 };
  town.interactions.add(interaction);
  const event = triggerEvent(place, user, token, action);
  const originalCard = card.contentFor(user);
  const unlock = card.lock();
  try {
    const result = await app.deliverCallback({ type: "card.action.trigger", event, originalCard });
    return show(views, place, interaction, result);
  } finally {
    interaction.answered = true;
    unlock();
  }
}

/** The keys in the order seen on the wire. */
function triggerEvent(
  { message, app, preview }: CardPlace,
  user: User,
  token: string,
  action: CardAction<unknown, JsonObject>,
): CardActionTriggerEvent<unknown, JsonObject> {
  const ids = { open_message_id: message.messageId, open_chat_id: message.facts.conversation.chatId };
  const common = { operator: operator(user, app), token, action, host: "im_message" };
  if (preview === undefined) return { ...common, context: ids };
  const context = { url: preview.url, preview_token: preview.token, ...ids };
  return { ...common, delivery_type: "url_preview", context };
}

function show(views: Views, place: CardPlace, used: Interaction, { answer, ...rest }: CallbackResult): Outcome {
  // Judged, so these have the right shapes; null counts as missing.
  const { toast, card } = (answer ?? {}) as { toast?: CardToast | null; card?: CallbackCard | null };
  const outcome = { toast: toast ?? undefined, card: card ?? undefined, ...rest };
  if (card === undefined || card === null) return outcome;
  const obstacle = whyNotApplied(place.state, views.town.now());
  if (obstacle !== undefined) return { ...outcome, reason: `The answer is good, but ${obstacle}` };
  const { town } = views;
  const change = { kind: "answer", by: { kind: "app", app: place.app }, token: used.token } as const;
  place.state.replace(shownCard(views, place.app, card), change, town.now(), audience(place, used.user));
  town.changed(place.message);
  return outcome;
}

/** The card of a preview is each viewer's own; an exclusive card changes for the one who clicked. */
function audience({ state, preview }: CardPlace, user: User): "everybody" | readonly User[] {
  return preview === undefined && state.shared ? "everybody" : [user];
}

function whyNotApplied(card: CardState, now: number): string | undefined {
  if (card.streaming) return "text is being streamed into the card, so the card in it is not shown.";
  if (!card.isUpdatable(now)) return "the card is older than 14 days, so it stays as it is.";
  return undefined;
}

/** The card that is shown now. A template that is not published here stays a reference, as nobody can draw it. */
function shownCard({ town }: Views, app: App, card: CallbackCard): JsonObject {
  if (card.type === "raw") return copyCard(card.data);
  const reference = copyCard(card);
  return town.renderTemplate(app, reference) ?? reference;
}
