import type { CallbackCard, URLPreviewGetEvent, URLPreviewInline } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import type { CallbackResult } from "../../delivery/callback-result.ts";
import type { Delivery } from "../../delivery/delivery.ts";
import { ArgumentError } from "../../errors.ts";
import { Card } from "../card.ts";
import { CardState } from "../cards/card-state.ts";
import type { ChatView } from "../chat-view.ts";
import { copyCard } from "../copy-card.ts";
import { operator } from "../people/operator.ts";
import type { User } from "../people/user.ts";
import type { Views } from "../views.ts";
import type { WaitOptions } from "../waiting-room.ts";
import type { SentLink } from "./link-preview-state.ts";

/** Which preview to wait for. */
export interface NextPreviewOptions extends WaitOptions {
  /** The one after so many pulls. Default: after this one. */
  readonly after?: number | undefined;
}

/** What one pull of a link's preview has brought one person. */
export class Preview {
  /** The link. */
  readonly url: string;
  /** The line in place of the bare link; missing when the link stays bare. */
  readonly inline: URLPreviewInline | undefined;
  /** The card below the message, as it was sent. `shownCard` is the one to use. */
  readonly card: CallbackCard | undefined;
  /** 0, or the code a failed card callback would show; for a preview the real client shows the bare link and no code. */
  readonly code: number;
  /** Why, in one sentence. */
  readonly reason: string;
  /** Milliseconds from the push to the answer, or to the end of the wait. */
  readonly latencyMs: number;
  /** The push that asked the app. */
  readonly delivery: Delivery;
  /** Names this link of this message, `preview_token`; missing while the link is typed but not sent. */
  readonly token: string | undefined;
  readonly #chat: ChatView;
  readonly #views: Views;
  readonly #link: SentLink | undefined;
  /** How often this person's clients had pulled it then. */
  readonly pulls: number;

  constructor(url: string, result: CallbackResult, chat: ChatView, views: Views, link: SentLink | undefined) {
    // Judged, so these have the right shapes; null counts as missing.
    const { inline, card } = answerOf(result);
    this.url = url;
    this.inline = inline;
    this.card = card;
    this.code = result.code;
    this.reason = result.reason;
    this.latencyMs = result.latencyMs;
    this.delivery = result.delivery;
    this.token = link?.state.token;
    this.#chat = chat;
    this.#views = views;
    this.#link = link;
    this.pulls = link?.state.pulled.get(chat.user)?.count ?? 0;
  }

  /** The card below the message as this person is shown it now, to be used like any card. */
  get shownCard(): Card | undefined {
    const link = this.#link;
    const state = link?.state.pulled.get(this.#chat.user)?.card;
    if (link === undefined || state === undefined) return undefined;
    const place = { message: link.message, state, app: link.state.app, preview: link.state };
    return new Card(place, this.#chat, this.#views);
  }

  /**
   * What somebody in the chat gets to see who looks at the message: `url.preview.get` goes to one client again, as every
   * viewer and every device asks for itself.
   *
   * @param user default: the same person, on another device
   * @throws EmulatorError `bad_argument` when that person is not in the chat, or the link was not sent; `emulator_closed`
   */
  async pullAs(user: User = this.#chat.user): Promise<Preview> {
    if (this.#link === undefined) {
      throw new ArgumentError("bad_argument", "The link was typed and not sent, so nobody else sees it. Paste it.");
    }
    const seen = this.#views.open(this.#chat.chatId, user);
    if (seen !== undefined) return pullPreview(this.#views, seen, this.#link);
    throw new ArgumentError("bad_argument", `${user.name} does not see the link: not in the chat.`);
  }

  /**
   * Waits until this person's client has pulled the preview again, as it does when the app asks for that
   * (`url_previews/batch_update`). Resolves at once when it has done so since this one.
   *
   * @throws EmulatorError `nothing_came`, `bad_argument`, `emulator_closed`
   */
  next({ after = this.pulls, ...options }: NextPreviewOptions = {}): Promise<Preview> {
    return this.#views.waiting.wait(
      {
        what: `new preview of ${this.url}`,
        take: () => {
          const pulled = this.#link?.state.pulled.get(this.#chat.user);
          return pulled !== undefined && pulled.count > after ? pulled.preview : undefined;
        },
        instead: () => "The app has to update the preview by its preview_token.",
      },
      options,
    );
  }
}

/** Asks the app for the preview of a sent link, and shows the answer to that one person. */
export async function pullPreview(views: Views, chat: ChatView, link: SentLink): Promise<Preview> {
  const { message, state } = link;
  const ids = { preview_token: state.token, open_message_id: message.messageId, open_chat_id: chat.chatId };
  const result = await state.app.deliverCallback(previewCallback(chat.user, state.app, { url: state.url, ...ids }));
  const { inline, card } = answerOf(result);
  const count = (state.pulled.get(chat.user)?.count ?? 0) + 1;
  const shown = card === undefined ? undefined : newCard(views, state.app, card);
  state.pulled.set(chat.user, { inline, card: shown, count, preview: undefined });
  const preview = new Preview(state.url, result, chat, views, link);
  state.pulled.set(chat.user, { inline, card: shown, count, preview });
  views.town.changed(message);
  return preview;
}

/** Asks the app for the preview of a link that is only typed: without a token, and with empty ids. */
export async function pullTypedPreview(views: Views, chat: ChatView, app: App, url: string): Promise<Preview> {
  const context = { url, open_message_id: "", open_chat_id: "" };
  const result = await app.deliverCallback(previewCallback(chat.user, app, context));
  return new Preview(url, result, chat, views, undefined);
}

function previewCallback(
  user: User,
  app: App,
  context: URLPreviewGetEvent["context"],
): { type: string; event: object } {
  const { union_id: _, ...viewer } = operator(user, app);
  const event: URLPreviewGetEvent = { operator: viewer, host: "im_message", context };
  return { type: "url.preview.get", event };
}

function newCard(views: Views, app: App, card: CallbackCard): CardState {
  const { town } = views;
  const reference = copyCard(card.type === "raw" ? card.data : card);
  const content = card.type === "raw" ? reference : (town.renderTemplate(app, reference) ?? reference);
  const change = { kind: "preview", by: { kind: "app", app } } as const;
  return new CardState({ app, content, change, at: town.now(), maxVersions: town.maxCardVersions });
}

function answerOf({ answer }: CallbackResult): {
  inline: URLPreviewInline | undefined;
  card: CallbackCard | undefined;
} {
  const { inline, card } = (answer ?? {}) as { inline?: URLPreviewInline | null; card?: CallbackCard | null };
  return { inline: inline ?? undefined, card: card ?? undefined };
}
