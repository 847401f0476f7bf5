import type { CallbackCard, ImMessageReceiveV1Event, URLPreviewGetEvent, URLPreviewInline } from "@larkwire/protocol";
import type { App } from "../apps/app.ts";
import type { Clock } from "../clock.ts";
import type { CallbackResult } from "../delivery/callback-result.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";
import { Card } from "./card.ts";
import { copyCard } from "./copy-card.ts";
import { operator } from "./operator.ts";
import type { User } from "./user.ts";

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

/** What a chat needs of the rest of the emulator. */
export interface ChatHost {
  readonly clock: Clock;
  readonly random: Random;
  cardPosted(card: Card): void;
}

/** The chat of one person with one app's bot. */
export class Chat {
  /** `oc_…` */
  readonly chatId: string;
  readonly user: User;
  readonly app: App;
  readonly #host: ChatHost;

  constructor(user: User, app: App, host: ChatHost) {
    this.chatId = `oc_${host.random.hex(32)}`;
    this.user = user;
    this.app = app;
    this.#host = host;
  }

  /**
   * Puts a card into the chat, as the app's bot.
   *
   * @param card Card JSON 1.0 or 2.0 as an object; it is copied
   * @throws EmulatorError `bad_argument` when it is no object
   */
  postCard(card: object): Card {
    const posted = new Card(this.#messageId(), this, copyCard(card), this.#host.random);
    this.#host.cardPosted(posted);
    return posted;
  }

  /**
   * Writes a text message to the bot: `im.message.receive_v1` goes to one client. Resolves with what came of it, at
   * the latest at the deadline.
   *
   * @throws EmulatorError `bad_argument`, `emulator_closed`
   */
  async say(text: string): Promise<Delivery> {
    if (typeof text !== "string" || text === "") {
      throw new ArgumentError("bad_argument", "A message needs text: pass a string that is not empty.");
    }
    const time = String(Math.floor(this.#host.clock.now()));
    const event: ImMessageReceiveV1Event = {
      message: {
        chat_id: this.chatId,
        chat_type: "p2p",
        content: JSON.stringify({ text }),
        create_time: time,
        message_id: this.#messageId(),
        message_type: "text",
        update_time: time,
      },
      sender: { sender_id: this.user.ids(this.app), sender_type: "user", tenant_key: this.app.tenantKey },
    };
    return this.app.deliverEvent({ type: "im.message.receive_v1", event });
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
    const { union_id: _, ...viewer } = operator(this.user, this.app);
    const event: URLPreviewGetEvent = {
      operator: viewer,
      host: "im_message",
      context: {
        url,
        preview_token: this.#host.random.uuid(),
        open_message_id: this.#messageId(),
        open_chat_id: this.chatId,
      },
    };
    return toPreview(await this.app.deliverCallback({ type: "url.preview.get", event }));
  }

  #messageId(): string {
    return `om_x100b${this.#host.random.hex(24)}`;
  }
}

function toPreview({ answer, ...rest }: CallbackResult): Preview {
  // Judged, so these have the right shapes; null counts as missing.
  const { inline, card } = (answer ?? {}) as { inline?: URLPreviewInline | null; card?: CallbackCard | null };
  return { inline: inline ?? undefined, card: card ?? undefined, ...rest };
}
