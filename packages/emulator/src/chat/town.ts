import type { CardIssue } from "@larkwire/cards";
import type { App } from "../apps/app.ts";
import type { Clock } from "../clock.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import type { Random } from "../random.ts";
import type { Refusal } from "./attempt.ts";
import type { CardEntity } from "./cards/card-entity.ts";
import type { CardState } from "./cards/card-state.ts";
import { type CardChecks, cardIssues, checkCard, type KnownThings } from "./cards/check-card.ts";
import { InteractionLog } from "./cards/interaction.ts";
import type { CardRefusal } from "./cards/read-card.ts";
import { isCardFault, TemplateStore } from "./cards/template-store.ts";
import { dropOldest } from "./drop-oldest.ts";
import type { Quirks } from "./interaction/quirks.ts";
import { Conversation } from "./messages/conversation.ts";
import type { Message } from "./messages/message.ts";
import { MessageLog } from "./messages/message-log.ts";
import { Directory } from "./people/directory.ts";
import type { User } from "./people/user.ts";
import type { SentLink } from "./previews/link-preview-state.ts";

/** What a town is made of. */
export interface TownDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Messages of all chats that are kept. */
  readonly maxMessages: number;
  /** Versions that are kept of each card. */
  readonly maxCardVersions: number;
  /** How strictly the cards of apps are checked. */
  readonly cardChecks: CardChecks;
  /** What becomes of variables that are missing or unknown. */
  readonly templateVariables: Quirks["templateVariables"];
}

/** All that was said, and where. */
export interface TownContents {
  readonly conversations: readonly Conversation[];
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly entities: readonly CardEntity[];
  readonly links: readonly SentLink[];
  readonly sequence: number;
}

/** Something that happened in a chat. */
export interface TownChange {
  readonly kind: "message_posted" | "message_changed";
  readonly message: Message;
}

/**
 * Everybody and everything said in one emulator: what is there, below chats, REST and the admin door. What can be done
 * with it are functions that take it, such as `postMessage()`. They say what went wrong as a value, and tell no app
 * anything: delivering is the callers' business.
 */
export class Town {
  readonly directory: Directory;
  readonly messages: MessageLog;
  readonly templates: TemplateStore;
  readonly interactions: InteractionLog;
  readonly maxCardVersions: number;
  /** Whether an image key may stand in a card; whoever keeps images says. Default: every one. */
  isImage: (imageKey: string) => boolean = () => true;
  readonly clock: Clock;
  readonly #random: Random;
  readonly #conversations = new Map<string, Conversation>();
  readonly #p2p = new Map<string, Conversation>();
  readonly #entities = new Map<string, CardEntity>();
  readonly #links = new Map<string, SentLink>();
  readonly #listeners = new Set<(change: TownChange) => void>();
  readonly #maxKept: number;
  readonly #cardChecks: CardChecks;
  #sequence = 0;

  constructor({ clock, random, maxMessages, maxCardVersions, cardChecks, templateVariables }: TownDeps) {
    this.templates = new TemplateStore(templateVariables);
    this.#cardChecks = cardChecks;
    this.clock = clock;
    this.#random = random;
    this.#maxKept = maxMessages;
    this.directory = new Directory(random.stream("people"));
    this.messages = new MessageLog(maxMessages);
    this.interactions = new InteractionLog(maxMessages);
    this.maxCardVersions = maxCardVersions;
  }

  /** The chat of a person with a bot; there is one. */
  p2p(user: User, app: App): Conversation {
    const key = `${user.userId} ${app.appId}`;
    const known = this.#p2p.get(key);
    if (known !== undefined) return known;
    const chatId = `oc_${this.#random.stream(`p2p/${key}`).hex(32)}`;
    return this.#open(new Conversation(chatId, "p2p", "", [user], [app]));
  }

  createGroup(name: string, people: readonly User[], bots: readonly App[]): Conversation {
    return this.#open(new Conversation(`oc_${this.#random.hex(32)}`, "group", name, people, bots));
  }

  /** @param chatId `oc_…` */
  conversation(chatId: string): Conversation | undefined {
    return this.#conversations.get(chatId);
  }

  get conversations(): Conversation[] {
    return [...this.#conversations.values()];
  }

  /** @param messageId `om_…` */
  find(messageId: string): Message | undefined {
    return this.messages.find(messageId);
  }

  /** A link in `message` that `app` previews gets its token. */
  addLink(message: Message, url: string, app: App): SentLink {
    const token = this.#random.stream(`links/${message.facts.conversation.chatId}`).uuid();
    const link: SentLink = { message, state: { url, token, app, pulled: new Map() } };
    message.addPreview(link.state);
    this.#links.set(token, link);
    dropOldest(this.#links, this.#maxKept);
    return link;
  }

  /** @param token `preview_token` */
  link(token: string): SentLink | undefined {
    return this.#links.get(token);
  }

  /** The entity by which the card of a message that is sent already can be changed; the same every time. */
  entityOf({ messageId, card }: Message): CardEntity | undefined {
    if (card === undefined) return undefined;
    const known = [...this.#entities.values()].find((entity) => entity.card === card);
    if (known !== undefined) return known;
    return this.addEntity(card.app, card, messageId);
  }

  /** @param messageId the message that the card was sent with, when it was */
  addEntity(app: App, card: CardState, messageId?: string): CardEntity {
    const cardId = this.#random.stream(`entities/${app.appId}`).digits(19);
    const entity: CardEntity = { cardId, app, card, messageId };
    this.#entities.set(cardId, entity);
    dropOldest(this.#entities, this.#maxKept);
    return entity;
  }

  entity(cardId: string): CardEntity | undefined {
    return this.#entities.get(cardId);
  }

  /** The card that `{ type: "template", data }` stands for; missing when it is not published, or not for this app. */
  renderTemplate(app: App, reference: JsonObject): JsonObject | undefined {
    const rendered = isJsonObject(reference.data) ? this.templates.render(reference.data, app.appId) : undefined;
    return rendered === undefined || isCardFault(rendered) ? undefined : rendered;
  }

  /** Why the platform would not take a card that is written out. */
  checkCard(card: JsonObject): CardRefusal | Refusal<"too_long"> | undefined {
    return checkCard(card, this.#cardChecks, this.#known());
  }

  /**
   * The same in one sentence, which names the place. A reference to a template that is not published here is not judged.
   *
   * @param appId whose card it is
   */
  whyBadCard(card: JsonObject, appId: string): string | undefined {
    if (card.type === "template" && isJsonObject(card.data)) {
      if (this.#cardChecks === "off") return undefined;
      const rendered = this.templates.has(card.data.template_id) ? this.templates.render(card.data, appId) : {};
      return isCardFault(rendered) ? (rendered.detail ?? rendered.message) : undefined;
    }
    const refusal = this.checkCard(card);
    if (refusal === undefined) return undefined;
    const path = refusal.reason === "bad_card" ? refusal.card.path : undefined;
    return path === undefined ? refusal.detail : `${path}: ${refusal.detail}`;
  }

  /** What is wrong with a card that is written out, for those who have codes of their own for it. */
  cardIssues(card: JsonObject): CardIssue[] {
    return cardIssues(card, this.#cardChecks, this.#known());
  }

  now(): number {
    return Math.floor(this.clock.now());
  }

  /** Every chat has a generator of its own: the order in which several chats speak differs from run to run. */
  newMessageId(chat: Conversation): string {
    return `om_x100b${this.#random.stream(chat.chatId).hex(24)}`;
  }

  newThreadId(chat: Conversation): string {
    return `omt_${this.#random.stream(chat.chatId).hex(16)}`;
  }

  newReactionId(chat: Conversation): string {
    return this.#random.stream(chat.chatId).alphanumeric(64);
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  get entities(): CardEntity[] {
    return [...this.#entities.values()];
  }

  get links(): SentLink[] {
    return [...this.#links.values()];
  }

  /** Puts other things in the place of all there is; people and companies are put back by the directory. */
  restore({ conversations, messages, entities, links, sequence }: TownContents): void {
    this.#clear();
    for (const conversation of conversations) this.#open(conversation);
    for (const message of messages) this.messages.add(message);
    for (const entity of entities) this.#entities.set(entity.cardId, entity);
    for (const link of links) this.#links.set(link.state.token, link);
    // Waits remember the last message they have passed, so the count never goes back.
    this.#sequence = Math.max(this.#sequence, sequence);
  }

  /** How many messages there have been. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Nobody is there any more, and nothing was ever said. */
  reset(): void {
    this.#clear();
    this.#sequence = 0;
    this.templates.restore([]);
    this.directory.reset();
  }

  /** A message that was made is in its chat from now on. */
  add(message: Message): void {
    this.messages.add(message);
    this.#tell({ kind: "message_posted", message });
  }

  /** A message, its card or what stands below it has changed. */
  changed(message: Message): void {
    this.#tell({ kind: "message_changed", message });
  }

  /** Calls `listener` after every change; call the returned function to end that. */
  onChange(listener: (change: TownChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #known(): KnownThings {
    return {
      isUser: (id) => this.directory.nameOf(id) !== undefined,
      isImage: (key) => this.isImage(key),
    };
  }

  #tell(change: TownChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #clear(): void {
    this.messages.clear();
    this.interactions.clear();
    for (const things of [this.#conversations, this.#p2p, this.#entities, this.#links]) things.clear();
  }

  #open(opened: Conversation): Conversation {
    this.#conversations.set(opened.chatId, opened);
    const [user] = opened.people;
    const [app] = opened.bots;
    if (opened.kind === "p2p" && user !== undefined && app !== undefined) {
      this.#p2p.set(`${user.userId} ${app.appId}`, opened);
    }
    return opened;
  }
}
