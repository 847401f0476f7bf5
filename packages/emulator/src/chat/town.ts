import type { App } from "../apps/app.ts";
import type { Clock } from "../clock.ts";
import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";
import { unknownName } from "../unknown-names.ts";
import type { Card } from "./card.ts";
import { Chat, type ChatHost } from "./chat.ts";
import { User, type UserOptions } from "./user.ts";

const USER_OPTIONS = ["name", "timezone"] as const satisfies readonly (keyof UserOptions)[];

/** Everybody and everything said in one emulator: users, chats, cards. */
export class Town implements ChatHost {
  readonly clock: Clock;
  readonly random: Random;
  readonly #users = new Map<string, User>();
  readonly #chats = new Map<string, Chat>();
  readonly #cards = new Map<string, Card>();

  constructor(clock: Clock, random: Random) {
    this.clock = clock;
    this.random = random;
  }

  createUser(options: UserOptions): User {
    const fault = unknownName(options, USER_OPTIONS, "option of createUser");
    if (fault !== undefined) throw new ArgumentError("bad_argument", fault);
    if (typeof options.name !== "string" || options.name.trim() === "") {
      throw new ArgumentError("bad_argument", "A user needs a name: pass { name } with a string that is not empty.");
    }
    const user = new User(options, this.random, (person, app) => this.#openChat(person, app));
    this.#users.set(user.userId, user);
    return user;
  }

  cardPosted(card: Card): void {
    this.#cards.set(card.messageId, card);
  }

  user(userId: string): User | undefined {
    return this.#users.get(userId);
  }

  chat(chatId: string): Chat | undefined {
    return this.#chats.get(chatId);
  }

  card(messageId: string): Card | undefined {
    return this.#cards.get(messageId);
  }

  /** Nobody is there any more, and nothing was ever said. */
  reset(): void {
    for (const things of [this.#users, this.#chats, this.#cards]) things.clear();
  }

  #openChat(user: User, app: App): Chat {
    for (const chat of this.#chats.values()) if (chat.user === user && chat.app === app) return chat;
    const chat = new Chat(user, app, this);
    this.#chats.set(chat.chatId, chat);
    return chat;
  }
}
