import type { CallbackCard, CardActionTriggerEvent, CardToast } from "@larkwire/protocol";
import type { App } from "../apps/app.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { JsonObject } from "../json-object.ts";
import { buttonAction, type ClickOptions } from "./button-action.ts";
import type { CardState } from "./cards/card-state.ts";
import type { Interaction } from "./cards/interaction.ts";
import type { ChatView } from "./chat-view.ts";
import { copyCard } from "./copy-card.ts";
import { findButton } from "./find-button.ts";
import type { Message } from "./messages/message.ts";
import { operator } from "./people/operator.ts";
import type { Views } from "./views.ts";

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
  readonly chat: ChatView;
  readonly #message: Message;
  readonly #state: CardState;
  readonly #app: App;
  readonly #views: Views;

  constructor(message: Message, state: CardState, app: App, chat: ChatView, views: Views) {
    this.chat = chat;
    this.#message = message;
    this.#state = state;
    this.#app = app;
    this.#views = views;
  }

  /** `om_…` */
  get messageId(): string {
    return this.#message.messageId;
  }

  /** The card as it is shown now; after an answer with a template, `{ type: "template", data }`. Do not change it. */
  get content(): JsonObject {
    return this.#state.contentFor(this.chat.user);
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
    const { user, chatId } = this.chat;
    const action = buttonAction(findButton(this.content, target), options, user.timezone);
    const token = `c-${this.#views.random.stream(user.userId).hex(40)}`;
    const event: CardActionTriggerEvent<unknown, JsonObject> = {
      operator: operator(user, this.#app),
      token,
      action,
      host: "im_message",
      context: { open_message_id: this.messageId, open_chat_id: chatId },
    };
    const { town } = this.#views;
    const interaction: Interaction = {
      token,
      app: this.#app,
      user,
      message: this.#message,
      at: town.now(),
      answered: false,
      uses: 0,
    };
    town.interactions.add(interaction);
    const originalCard = this.content;
    const unlock = this.#state.lock();
    try {
      const result = await this.#app.deliverCallback({ type: "card.action.trigger", event, originalCard });
      return this.#show(result, token);
    } finally {
      interaction.answered = true;
      unlock();
    }
  }

  #show({ answer, ...rest }: CallbackResult, token: string): Outcome {
    // Judged, so these have the right shapes; null counts as missing.
    const { toast, card } = (answer ?? {}) as { toast?: CardToast | null; card?: CallbackCard | null };
    if (card?.type === "raw") this.#replace(copyCard(card.data), token);
    if (card?.type === "template") this.#replace(copyCard(card), token);
    return { toast: toast ?? undefined, card: card ?? undefined, ...rest };
  }

  #replace(content: JsonObject, token: string): void {
    const { town } = this.#views;
    const change = { kind: "answer", by: { kind: "app", app: this.#app }, token } as const;
    this.#state.replace(content, change, town.now(), this.#state.shared ? "everybody" : [this.chat.user]);
    town.changed(this.#message);
  }
}
