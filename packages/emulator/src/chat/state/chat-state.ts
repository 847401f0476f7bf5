import type { URLPreviewInline } from "@larkwire/protocol";
import type { StatefulRoom } from "../../state/stateful-room.ts";
import type { CardEntity } from "../cards/card-entity.ts";
import type { TemplateState } from "../cards/template-store.ts";
import { Conversation } from "../messages/conversation.ts";
import type { Message } from "../messages/message.ts";
import type { DirectoryState } from "../people/directory.ts";
import type { PulledPreview, SentLink } from "../previews/link-preview-state.ts";
import type { Town } from "../town.ts";
import type { Views } from "../views.ts";
import type { Referents } from "./references.ts";
import { restoreCard, type SavedCard, saveCard } from "./saved-card.ts";
import { restoreMessage, type SavedMessage, saveMessage } from "./saved-message.ts";

/** People, chats and all that was said, as plain data. */
export interface ChatSnapshot {
  readonly directory: DirectoryState;
  readonly templates: readonly TemplateState[];
  readonly conversations: readonly SavedConversation[];
  readonly messages: readonly SavedMessage[];
  readonly entities: readonly SavedEntity[];
  readonly links: readonly SavedLink[];
  readonly interactions: readonly SavedInteraction[];
  readonly sequence: number;
}

interface SavedConversation {
  readonly chatId: string;
  readonly kind: Conversation["kind"];
  readonly name: string;
  readonly people: readonly string[];
  readonly bots: readonly string[];
  readonly dissolved: boolean;
}

interface SavedEntity {
  readonly cardId: string;
  readonly app: string;
  readonly messageId?: string | undefined;
  readonly card: SavedCard;
}

interface SavedLink {
  readonly token: string;
  readonly url: string;
  readonly app: string;
  readonly messageId: string;
  readonly pulled: readonly {
    readonly user: string;
    readonly inline?: URLPreviewInline | undefined;
    readonly card?: SavedCard | undefined;
    readonly count: number;
  }[];
}

interface SavedInteraction {
  readonly token: string;
  readonly app: string;
  readonly user: string;
  readonly messageId: string;
  /** The `preview_token` of the link below which the card stands. */
  readonly link?: string | undefined;
  readonly at: number;
  readonly uses: number;
}

/** The chat room's part of a snapshot. What people have filled in and not sent is not in it: it lives in their clients. */
export class ChatState implements StatefulRoom<ChatSnapshot> {
  readonly #views: Views;
  readonly #town: Town;

  constructor(views: Views) {
    this.#views = views;
    this.#town = views.town;
  }

  snapshot(): ChatSnapshot {
    const { directory, templates, messages, conversations, entities, links, interactions, sequence } = this.#town;
    return {
      directory: directory.snapshot(),
      templates: templates.snapshot(),
      conversations: conversations.map(saveConversation),
      messages: messages.all().map((message) => saveMessage(message, messages.uuidKeyOf(message))),
      entities: entities.map(({ cardId, app, card, messageId }) => {
        return { cardId, app: app.appId, messageId, card: saveCard(card) };
      }),
      links: links.map(saveLink),
      interactions: interactions.all().flatMap(({ token, app, user, message, card, at, uses }) => {
        const isMessage = card === message.card;
        const link = isMessage ? undefined : links.find(({ state }) => state.pulled.get(user)?.card === card);
        if (!isMessage && link === undefined) return [];
        return {
          token,
          app: app.appId,
          user: user.userId,
          messageId: message.messageId,
          link: link?.state.token,
          at,
          uses,
        };
      }),
      sequence,
    };
  }

  /** People, chats, messages and cards that are there already stay the same objects. */
  restore(saved: ChatSnapshot): void {
    const town = this.#town;
    const from = this.#referents();
    const newUser = this.#views.newUser.bind(this.#views);
    town.directory.restore(saved.directory, (user, tenant) => newUser(user.userId, { ...user, tenant }), from.app);
    town.templates.restore(saved.templates);
    const conversations = saved.conversations.map((each) => this.#conversation(each, from));
    const chats = new Map(conversations.map((conversation) => [conversation.chatId, conversation]));
    const messages = saved.messages.map((each) => {
      const before = town.find(each.messageId);
      return restoreMessage(each, from, present(chats, each.chatId), town.maxCardVersions, before);
    });
    const byId = new Map(messages.map((message) => [message.messageId, message]));
    const links = saved.links.flatMap((each) => this.#link(each, from, byId));
    const entities = saved.entities.map((each) => this.#entity(each, from, byId));
    town.restore({ conversations, messages, entities, links, sequence: saved.sequence });
    for (const { messageId, uuidKey } of saved.messages) {
      if (uuidKey !== undefined) town.messages.rememberUuidKey(uuidKey, present(byId, messageId));
    }
    for (const each of saved.interactions) this.#interaction(each, from, byId);
    this.#views.renew();
  }

  reset(): void {
    this.#town.reset();
    this.#views.renew();
  }

  #referents(): Referents {
    const apps = new Map(this.#views.apps().map((app) => [app.appId, app]));
    return {
      app: (appId) => present(apps, appId),
      user: (userId) => {
        const user = this.#town.directory.user(userId);
        if (user === undefined) throw new Error(`there is no user ${userId}`);
        return user;
      },
    };
  }

  #conversation({ chatId, kind, name, people, bots, dissolved }: SavedConversation, from: Referents): Conversation {
    const known = this.#town.conversation(chatId);
    const conversation = known ?? new Conversation(chatId, kind, name, [], []);
    conversation.restore(people.map(from.user), bots.map(from.app), dissolved);
    return conversation;
  }

  #entity(
    { cardId, app, messageId, card }: SavedEntity,
    from: Referents,
    messages: ReadonlyMap<string, Message>,
  ): CardEntity {
    const sent = messageId === undefined ? undefined : messages.get(messageId)?.card;
    const before = this.#town.entity(cardId)?.card;
    const state = sent ?? restoreCard(card, from, this.#town.maxCardVersions, before);
    return { cardId, app: from.app(app), messageId, card: state };
  }

  #link(saved: SavedLink, from: Referents, messages: ReadonlyMap<string, Message>): SentLink[] {
    const message = messages.get(saved.messageId);
    if (message === undefined) return [];
    const pulled = saved.pulled.map(({ user, inline, card, count }) => {
      const before = this.#town.link(saved.token)?.state.pulled.get(from.user(user))?.card;
      const state = card && restoreCard(card, from, this.#town.maxCardVersions, before);
      const preview: PulledPreview = { inline, card: state, count, preview: undefined };
      return [from.user(user), preview] as const;
    });
    const link: SentLink = {
      message,
      state: { url: saved.url, token: saved.token, app: from.app(saved.app), pulled: new Map(pulled) },
    };
    message.addPreview(link.state);
    return [link];
  }

  #interaction(saved: SavedInteraction, from: Referents, messages: ReadonlyMap<string, Message>): void {
    const message = messages.get(saved.messageId);
    const user = from.user(saved.user);
    const link = saved.link === undefined ? undefined : this.#town.link(saved.link);
    const card = saved.link === undefined ? message?.card : link?.state.pulled.get(user)?.card;
    if (message === undefined || card === undefined) return;
    const { token, at, uses } = saved;
    this.#town.interactions.add({ token, app: from.app(saved.app), user, message, card, at, uses, answered: true });
  }
}

function saveConversation({ chatId, kind, name, people, bots, dissolved }: Conversation): SavedConversation {
  return {
    chatId,
    kind,
    name,
    people: people.map(({ userId }) => userId),
    bots: bots.map(({ appId }) => appId),
    dissolved,
  };
}

function saveLink({ message, state }: SentLink): SavedLink {
  return {
    token: state.token,
    url: state.url,
    app: state.app.appId,
    messageId: message.messageId,
    pulled: [...state.pulled].map(([{ userId }, { inline, card, count }]) => {
      return { user: userId, inline, card: card === undefined ? undefined : saveCard(card), count };
    }),
  };
}

function present<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`there is no ${id}`);
  return thing;
}
