import type { CallbackCard, URLPreviewGetEvent, URLPreviewInline } from "@larkwire/protocol";
import type { App } from "../apps/app.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import type { Card } from "./card.ts";
import { copyCard } from "./copy-card.ts";
import { hears } from "./events/hears.ts";
import { messageReceivedEvent } from "./events/message-received.ts";
import type { Conversation } from "./messages/conversation.ts";
import { mentionMembers } from "./messages/mention.ts";
import type { Message } from "./messages/message.ts";
import { operator } from "./people/operator.ts";
import type { User } from "./people/user.ts";
import type { Views } from "./views.ts";

/** What became of a pasted link. */
export interface Preview {
  /** The line in place of the bare link; missing when the link stays bare. */
  readonly inline: URLPreviewInline | undefined;
  /** The card below the message. */
  readonly card: CallbackCard | undefined;
  /** 0, or the code a failed card callback would show; for a preview the real client shows the bare link and no code. */
  readonly code: number;
  /** Why, in one sentence. */
  readonly reason: string;
  readonly latencyMs: number;
  readonly delivery: Delivery;
}

/** A chat as one person sees it. */
export abstract class ChatView {
  /** Whose view it is. */
  readonly user: User;
  protected readonly views: Views;
  protected readonly conversation: Conversation;

  constructor(views: Views, conversation: Conversation, user: User) {
    this.views = views;
    this.conversation = conversation;
    this.user = user;
  }

  /** `oc_…` */
  get chatId(): string {
    return this.conversation.chatId;
  }

  /** Who is in it, in order of joining. */
  get people(): User[] {
    return this.conversation.people;
  }

  /** The app whose bot posts and is asked when no other is named. */
  protected abstract get defaultApp(): App;

  /** Writes a text message; see the two kinds of chat. */
  abstract say(text: string): Promise<Delivery | Delivery[]>;

  /**
   * Puts a card into the chat, as the app's bot, without a check: whatever is given is shown.
   *
   * @param card Card JSON 1.0 or 2.0 as an object; it is copied
   * @throws EmulatorError `bad_argument` when it is no object
   */
  postCard(card: object): Card {
    const copy = copyCard(card);
    const { town } = this.views;
    const posted = town.post({
      author: { kind: "app", app: this.defaultApp },
      chat: this.conversation,
      msgType: "interactive",
      content: JSON.stringify(copy),
      unchecked: true,
    });
    if (!posted.ok) throw new ArgumentError("bad_argument", posted.detail);
    const shown = this.views.cardOf(posted.value, this);
    if (shown === undefined) throw new ArgumentError("bad_argument", "The card cannot be shown in this chat.");
    return shown;
  }

  /**
   * Sends a message with a link: `url.preview.get` goes to one client.
   *
   * @param url http or https, as the platform demands
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  async paste(url: string): Promise<Preview> {
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new ArgumentError(
        "bad_argument",
        `"${url}" gets no preview: only http and https links do. Pass a full URL.`,
      );
    }
    const app = this.defaultApp;
    const { union_id: _, ...viewer } = operator(this.user, app);
    const event: URLPreviewGetEvent = {
      operator: viewer,
      host: "im_message",
      context: {
        url,
        preview_token: this.views.random.uuid(),
        open_message_id: this.views.town.newMessageId(this.conversation),
        open_chat_id: this.chatId,
      },
    };
    return toPreview(await app.deliverCallback({ type: "url.preview.get", event }));
  }

  /** Writes a text; resolves with what became of the event of each bot that hears it. */
  protected async send(text: string): Promise<Delivery[]> {
    if (typeof text !== "string" || text === "") {
      throw new ArgumentError("bad_argument", "A message needs text: pass a string that is not empty.");
    }
    const { text: content, mentions } = mentionMembers(text, this.conversation);
    const posted = this.views.town.post({
      author: { kind: "user", user: this.user },
      chat: this.conversation,
      msgType: "text",
      content: JSON.stringify({ text: content }),
      mentions,
    });
    if (!posted.ok) throw new ArgumentError("bad_argument", posted.detail);
    return this.#deliver(posted.value);
  }

  async #deliver(message: Message): Promise<Delivery[]> {
    const { directory } = this.views.town;
    const hearing = this.conversation.bots.filter((app) => hears(app, message));
    return Promise.all(
      hearing.map((app) =>
        app.deliverEvent({
          type: "im.message.receive_v1",
          event: messageReceivedEvent(message, this.user, app, directory),
        }),
      ),
    );
  }
}

function toPreview({ answer, ...rest }: CallbackResult): Preview {
  // Judged, so these have the right shapes; null counts as missing.
  const { inline, card } = (answer ?? {}) as { inline?: URLPreviewInline | null; card?: CallbackCard | null };
  return { inline: inline ?? undefined, card: card ?? undefined, ...rest };
}
