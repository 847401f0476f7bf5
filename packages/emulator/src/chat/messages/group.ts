import type { App } from "../../apps/app.ts";
import type { User } from "../people/user.ts";
import type { Conversation } from "./conversation.ts";

/** What `emulator.createGroup` takes. */
export interface GroupOptions {
  /** Shown above the chat. */
  readonly name: string;
  /** Who is in it from the start; at least one. */
  readonly people: readonly User[];
  /** Apps whose bots are in it from the start; they get no event about it. Default: none. */
  readonly bots?: readonly App[] | undefined;
}

/** What a group needs of the rest of the emulator. */
export interface GroupHost {
  botAdded(group: Conversation, bot: App, by: User): Promise<void>;
  botRemoved(group: Conversation, bot: App, by: User): Promise<void>;
}

/** A chat of several people and bots. What one of them sees of it is `user.openGroup(group)`. */
export class Group {
  readonly #conversation: Conversation;
  readonly #host: GroupHost;

  constructor(conversation: Conversation, host: GroupHost) {
    this.#conversation = conversation;
    this.#host = host;
  }

  /** `oc_…` */
  get chatId(): string {
    return this.#conversation.chatId;
  }

  /** Shown above the chat. */
  get name(): string {
    return this.#conversation.name;
  }

  /** In order of joining. */
  get people(): User[] {
    return this.#conversation.people;
  }

  /** In order of joining. */
  get bots(): App[] {
    return this.#conversation.bots;
  }

  /** Lets a person in; whoever is in it stays. */
  addPerson(user: User): void {
    this.#conversation.join({ user });
  }

  /** Puts a person out, if it is one of the group. */
  removePerson(user: User): void {
    this.#conversation.leave(user);
  }

  /** Adds a bot; it gets `im.chat.member.bot.added_v1`. Resolves when that was delivered, or could not be. */
  async addBot(bot: App, by: User): Promise<void> {
    if (this.#conversation.has(bot)) return;
    this.#conversation.join({ app: bot });
    await this.#host.botAdded(this.#conversation, bot, by);
  }

  /** Removes a bot; it gets `im.chat.member.bot.deleted_v1`. Resolves when that was delivered, or could not be. */
  async removeBot(bot: App, by: User): Promise<void> {
    if (!this.#conversation.has(bot)) return;
    this.#conversation.leave(bot);
    await this.#host.botRemoved(this.#conversation, bot, by);
  }

  /** Ends the group: nobody can write in it any more. */
  dissolve(): void {
    this.#conversation.dissolve();
  }
}
