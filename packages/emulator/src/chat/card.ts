import type { CallbackCard, CardActionTriggerEvent, CardToast } from "@larkwire/protocol";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { JsonObject } from "../json-object.ts";
import type { Random } from "../random.ts";
import { buttonAction, type ClickOptions } from "./button-action.ts";
import type { Chat } from "./chat.ts";
import { copyCard } from "./copy-card.ts";
import { findButton } from "./find-button.ts";
import { operator } from "./operator.ts";

/** What the person who clicked gets to see, and how it came about. */
export interface Outcome {
  /** 0, or the code the client shows: 200340, 200341, 200671, 200672, 200673, 200830. */
  readonly code: number;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The toast of the answer. */
  readonly toast: CardToast | undefined;
  /** The `card` of the answer, as sent. What is shown now is `card.content`. */
  readonly card: CallbackCard | undefined;
  /** From sending to the answer, or to the end of the wait. */
  readonly latencyMs: number;
  readonly delivery: Delivery;
}

/** A card in a chat, as its reader sees it. */
export class Card {
  /** `om_…` */
  readonly messageId: string;
  readonly chat: Chat;
  readonly #random: Random;
  #content: JsonObject;

  constructor(messageId: string, chat: Chat, content: JsonObject, random: Random) {
    this.messageId = messageId;
    this.chat = chat;
    this.#content = content;
    this.#random = random;
  }

  /** The card as it is shown now; after an answer with a template, `{ type: "template", data }`. Do not change it. */
  get content(): JsonObject {
    return this.#content;
  }

  /**
   * Clicks a button: `card.action.trigger` goes to one client of the app. When the answer holds a card, it replaces
   * this one.
   *
   * @param target the button's text, `name` or `element_id`; it has to match exactly one button
   * @throws EmulatorError `target_not_found`, `target_ambiguous`, `target_disabled`, `target_without_callback`,
   *   `form_incomplete`, `bad_argument`, `emulator_closed`
   */
  async click(target: string, options: ClickOptions = {}): Promise<Outcome> {
    const { user, app, chatId } = this.chat;
    const action = buttonAction(findButton(this.#content, target), options, user.timezone);
    const event: CardActionTriggerEvent<unknown, JsonObject> = {
      operator: operator(user, app),
      token: `c-${this.#random.hex(40)}`,
      action,
      host: "im_message",
      context: { open_message_id: this.messageId, open_chat_id: chatId },
    };
    const originalCard = this.#content;
    return this.#show(await app.deliverCallback({ type: "card.action.trigger", event, originalCard }));
  }

  #show({ answer, ...rest }: CallbackResult): Outcome {
    // Judged, so these have the right shapes; null counts as missing.
    const { toast, card } = (answer ?? {}) as { toast?: CardToast | null; card?: CallbackCard | null };
    if (card?.type === "raw") this.#content = copyCard(card.data);
    if (card?.type === "template") this.#content = copyCard(card);
    return { toast: toast ?? undefined, card: card ?? undefined, ...rest };
  }
}
