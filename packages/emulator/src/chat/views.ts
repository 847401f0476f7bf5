import { VARIABLE_TYPES } from "@larkwire/cards";
import type { App } from "../apps/app.ts";
import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";
import { refuseUnknownArguments } from "../unknown-names.ts";
import type { Attempt } from "./attempt.ts";
import { Card } from "./card.ts";
import type { TemplateInput } from "./cards/template-store.ts";
import { Chat } from "./chat.ts";
import { ChatMessage } from "./chat-message.ts";
import type { ChatView } from "./chat-view.ts";
import { copyCard } from "./copy-card.ts";
import { botAddedEvent } from "./events/bot-member-events.ts";
import { GroupChat } from "./group-chat.ts";
import type { Quirks } from "./interaction/quirks.ts";
import type { Conversation } from "./messages/conversation.ts";
import { Group, type GroupOptions } from "./messages/group.ts";
import type { Message } from "./messages/message.ts";
import { checkUserOptions } from "./people/check-user-options.ts";
import type { Tenant } from "./people/tenant.ts";
import { User, type UserOptions } from "./people/user.ts";
import type { Preview } from "./previews/preview.ts";
import { type Refresh, type RefreshInput, type RefreshReason, refreshPreviews } from "./previews/refresh-previews.ts";
import type { Town } from "./town.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** @throws ArgumentError `bad_argument` */
function checkVariableTypes(variables: TemplateInput["variables"] = {}): void {
  const known: readonly unknown[] = VARIABLE_TYPES;
  for (const [name, type] of Object.entries(variables)) {
    if (known.includes(type)) continue;
    const message = `The variable "${name}" has the type ${JSON.stringify(type)}. There are: ${VARIABLE_TYPES.join(", ")}.`;
    throw new ArgumentError("bad_argument", message);
  }
}

const TEMPLATE_MEMBERS = [
  "templateId",
  "versionName",
  "card",
  "variables",
  "visibleTo",
] as const satisfies readonly (keyof TemplateInput)[];
const GROUP_OPTIONS = ["name", "people", "bots"] as const satisfies readonly (keyof GroupOptions)[];

/** What the views are made of. */
export interface ViewsDeps {
  readonly town: Town;
  readonly random: Random;
  readonly quirks: Quirks;
  /** All apps, for links that somebody pastes. */
  apps(): readonly App[];
}

/** What each person sees: one object for a person and a chat, the same every time. */
export class Views {
  readonly town: Town;
  readonly random: Random;
  readonly quirks: Quirks;
  readonly apps: () => readonly App[];
  readonly waiting: WaitingRoom;
  readonly #chats = new Map<string, Chat>();
  readonly #groups = new WeakMap<Conversation, Group>();
  readonly #groupChats = new Map<string, GroupChat>();

  constructor({ town, random, quirks, apps }: ViewsDeps) {
    this.town = town;
    this.random = random;
    this.quirks = quirks;
    this.apps = apps;
    this.waiting = new WaitingRoom(town.clock, (listener) => town.onChange(listener));
  }

  createTenant(name: string): Tenant {
    if (typeof name === "string" && name.trim() !== "") return this.town.directory.addTenant(name);
    throw new ArgumentError("bad_argument", "A company needs a name: pass a string that is not empty.");
  }

  createUser(options: UserOptions): User {
    checkUserOptions(options);
    const { directory } = this.town;
    const user = this.newUser(directory.newUserId(), { ...options, tenant: options.tenant ?? directory.defaultTenant });
    directory.addUser(user);
    return user;
  }

  /** A person who is not in the directory yet. */
  newUser(userId: string, options: UserOptions & { readonly tenant: Tenant }): User {
    const { directory } = this.town;
    return new User(userId, options, {
      openIdOf: (person, app) => directory.openIdOf(person, app),
      unionIdOf: (person, developer) => directory.unionIdOf(person, developer),
      openChat: (person, app) => this.openChat(person, app),
      openGroup: (person, group) => this.openGroup(person, group.chatId),
    });
  }

  createGroup(options: GroupOptions): Group {
    refuseUnknownArguments(options, GROUP_OPTIONS, "option of createGroup");
    const { name, people, bots = [] } = options;
    if (typeof name !== "string" || name.trim() === "" || people.length === 0) {
      throw new ArgumentError("bad_argument", "A group needs a name and at least one person: pass { name, people }.");
    }
    return this.#groupOf(this.town.createGroup(name, people, bots));
  }

  publishTemplate(template: TemplateInput): void {
    refuseUnknownArguments(template, TEMPLATE_MEMBERS, "member of a template");
    const { templateId, versionName, card } = template;
    if (typeof templateId !== "string" || templateId === "" || typeof versionName !== "string" || versionName === "") {
      throw new ArgumentError("bad_argument", "A template needs { templateId, versionName, card }.");
    }
    checkVariableTypes(template.variables);
    this.town.templates.publish(template, copyCard(card));
  }

  group(chatId: string): Group | undefined {
    const conversation = this.town.conversation(chatId);
    return conversation?.kind === "group" ? this.#groupOf(conversation) : undefined;
  }

  openChat(user: User, app: App): Chat {
    if (typeof app?.appId !== "string") {
      throw new ArgumentError("bad_argument", "openChat() takes an app: what createApp() returned.");
    }
    const conversation = this.town.p2p(user, app);
    const known = this.#chats.get(conversation.chatId);
    if (known !== undefined) return known;
    const chat = new Chat(this, conversation, user, app);
    this.#chats.set(conversation.chatId, chat);
    return chat;
  }

  openGroup(user: User, chatId: string): GroupChat {
    const conversation = this.town.conversation(chatId);
    if (conversation === undefined || !conversation.has(user)) {
      throw new ArgumentError("bad_argument", `${user.name} is not in the group ${chatId}. Add the person first.`);
    }
    const key = `${user.userId} ${chatId}`;
    const known = this.#groupChats.get(key);
    if (known !== undefined) return known;
    const chat = new GroupChat(this, conversation, user);
    this.#groupChats.set(key, chat);
    return chat;
  }

  /** The chat as `user` sees it; without one as the first person in it does. */
  open(chatId: string, user?: User): ChatView | undefined {
    const conversation = this.town.conversation(chatId);
    const viewer = user ?? conversation?.people[0];
    if (conversation === undefined || viewer === undefined || !conversation.has(viewer)) return undefined;
    const [app] = conversation.bots;
    if (conversation.kind === "p2p" && app !== undefined) return this.openChat(viewer, app);
    return this.openGroup(viewer, chatId);
  }

  /** The card of a message as `user` sees it; without one as the first person in the chat does. */
  card(messageId: string, user?: User): Card | undefined {
    const message = this.town.find(messageId);
    if (message === undefined) return undefined;
    const chat = this.open(message.facts.conversation.chatId, user ?? message.facts.onlyFor);
    return chat === undefined ? undefined : this.cardOf(message, chat);
  }

  /** A message as `user` sees it; without one as the first person in the chat does. */
  message(messageId: string, user?: User): ChatMessage | undefined {
    const message = this.town.find(messageId);
    if (message === undefined) return undefined;
    const chat = this.open(message.facts.conversation.chatId, user ?? message.facts.onlyFor);
    return chat === undefined || !message.isFor(chat.user) ? undefined : new ChatMessage(message, chat, this);
  }

  /** The last preview that `user` has pulled of a link; without one the first who did. */
  preview(token: string, user?: User): Preview | undefined {
    const pulled = this.town.link(token)?.state.pulled;
    return user === undefined ? [...(pulled?.values() ?? [])][0]?.preview : pulled?.get(user)?.preview;
  }

  cardOf(message: Message, chat: ChatView): Card | undefined {
    const { card } = message;
    if (card === undefined || !message.isFor(chat.user)) return undefined;
    return new Card({ message, state: card, app: card.app }, chat, this);
  }

  /** Makes clients pull previews of links again. */
  refreshPreviews(input: RefreshInput): Attempt<Refresh, RefreshReason> {
    return refreshPreviews(this, input);
  }

  /** Forgets the views of chats that are no longer there, and ends every wait. */
  renew(): void {
    this.waiting.dismiss();
    for (const views of [this.#chats, this.#groupChats]) {
      for (const [key, chat] of views) if (!chat.isOf(this.town)) views.delete(key);
    }
  }

  /** What is waited for does not come any more. */
  close(): void {
    this.waiting.close();
  }

  #groupOf(conversation: Conversation): Group {
    const known = this.#groups.get(conversation);
    if (known !== undefined) return known;
    const group = new Group(conversation, {
      botAdded: (chat, bot, by) => this.#tellBot("im.chat.member.bot.added_v1", chat, bot, by),
      botRemoved: (chat, bot, by) => this.#tellBot("im.chat.member.bot.deleted_v1", chat, bot, by),
    });
    this.#groups.set(conversation, group);
    return group;
  }

  async #tellBot(type: string, chat: Conversation, bot: App, by: User): Promise<void> {
    await bot.deliverEvent({ type, event: botAddedEvent(chat, bot, by) });
  }
}
