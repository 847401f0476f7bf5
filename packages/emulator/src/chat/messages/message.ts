import type { App } from "../../apps/app.ts";
import type { CardState } from "../cards/card-state.ts";
import type { User } from "../people/user.ts";
import type { LinkPreviewState } from "../previews/link-preview-state.ts";
import type { Conversation } from "./conversation.ts";
import type { Mention } from "./mention.ts";

/** Who wrote a message. */
export type Author = { readonly kind: "app"; readonly app: App } | { readonly kind: "user"; readonly user: User };

/** An emoji that somebody put below a message. */
export interface Reaction {
  readonly reactionId: string;
  /** `emoji_type`, such as `THUMBSUP`. */
  readonly emoji: string;
  readonly by: Author;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What does not change in a message. */
export interface MessageFacts {
  /** `om_…` */
  readonly messageId: string;
  /** Grows with every message of the emulator. */
  readonly sequence: number;
  readonly conversation: Conversation;
  readonly author: Author;
  /** `text`, `post`, `interactive`, `image` … */
  readonly msgType: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** First message of the chain of replies. */
  readonly rootId?: string | undefined;
  /** The message replied to. */
  readonly parentId?: string | undefined;
  readonly mentions: readonly Mention[];
  /** The only person who sees it; missing: everybody in the chat does. */
  readonly onlyFor?: User | undefined;
  /** The message it is a forwarded copy of. */
  readonly forwardedFrom?: string | undefined;
}

/** What can change in a message, its card apart. */
export interface ChangeableParts {
  readonly content: string;
  readonly updatedAt: number;
  readonly updated: boolean;
  readonly threadId: string | undefined;
  readonly state: "there" | "recalled" | "deleted";
  readonly reactions: readonly Reaction[];
  readonly previews: readonly LinkPreviewState[];
}

/** What a message begins with. */
export interface MessageBody {
  /** JSON text */
  readonly content: string;
  readonly card?: CardState | undefined;
  readonly threadId?: string | undefined;
}

/** A message, whoever looks at it. */
export class Message {
  readonly facts: MessageFacts;
  /** What an `interactive` message shows. */
  readonly card: CardState | undefined;
  #content: string;
  #updatedAt: number;
  #updated = false;
  #threadId: string | undefined;
  #state: "there" | "recalled" | "deleted" = "there";
  #reactions: readonly Reaction[] = [];
  #previews: readonly LinkPreviewState[] = [];

  constructor(facts: MessageFacts, { content, card, threadId }: MessageBody) {
    this.facts = facts;
    this.card = card;
    this.#content = content;
    this.#threadId = threadId;
    this.#updatedAt = facts.createdAt;
  }

  get messageId(): string {
    return this.facts.messageId;
  }

  /** JSON text, as it was sent or last changed; its shape depends on `msgType`. */
  get content(): string {
    return this.#content;
  }

  /** `omt_…`, inside a topic. */
  get threadId(): string | undefined {
    return this.#threadId;
  }

  /** Milliseconds since 1970; `createdAt` until it is changed. */
  get updatedAt(): number {
    return this.#updatedAt;
  }

  /** Whether it was ever changed. */
  get updated(): boolean {
    return this.#updated;
  }

  get state(): "there" | "recalled" | "deleted" {
    return this.#state;
  }

  get reactions(): readonly Reaction[] {
    return this.#reactions;
  }

  /** Links in it that were asked about. */
  get previews(): readonly LinkPreviewState[] {
    return this.#previews;
  }

  /** Goes back to another state of itself. */
  restore({ content, updatedAt, updated, threadId, state, reactions, previews }: ChangeableParts): void {
    this.#content = content;
    this.#updatedAt = updatedAt;
    this.#updated = updated;
    this.#threadId = threadId;
    this.#state = state;
    this.#reactions = reactions;
    this.#previews = previews;
  }

  isFor(user: User): boolean {
    return this.facts.onlyFor === undefined || this.facts.onlyFor === user;
  }

  rewrite(content: string, at: number): void {
    this.#content = content;
    this.touch(at);
  }

  touch(at: number): void {
    this.#updated = true;
    this.#updatedAt = at;
  }

  /** The message becomes the first of a topic, unless it is in one already. */
  inThread(newId: () => string): string {
    this.#threadId ??= newId();
    return this.#threadId;
  }

  remove(how: "recalled" | "deleted"): void {
    this.#state = how;
  }

  addReaction(reaction: Reaction): void {
    this.#reactions = [...this.#reactions, reaction];
  }

  dropReaction(reactionId: string): void {
    this.#reactions = this.#reactions.filter((reaction) => reaction.reactionId !== reactionId);
  }

  addPreview(preview: LinkPreviewState): void {
    this.#previews = [...this.#previews, preview];
  }
}
