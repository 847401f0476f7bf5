import type { JsonObject } from "../../json-object.ts";
import type { Author } from "../messages/message.ts";
import type { User } from "../people/user.ts";

/** What changed a card: sending it, an answer to a click, the update token, the message, its entity, a preview. */
export type CardChangeKind = "sent" | "answer" | "delayed_update" | "patch" | "entity" | "preview";

/** Who or what changed a card. */
export interface CardChange {
  /** By what way. */
  readonly kind: CardChangeKind;
  /** The bot, or the person whose client pulled a preview. */
  readonly by: Author;
  /** The callback it answers or follows from: `c-…`. Only for `answer` and `delayed_update`. */
  readonly token?: string | undefined;
}

/** One state in the life of a card. */
export interface CardVersion {
  /** From 1, without gaps; when old versions have been dropped the first one kept has a higher number. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What brought it about. */
  readonly change: CardChange;
  /** The card; of a template what it makes. */
  readonly content: JsonObject;
  /** Who sees it: everybody, or some people of an exclusive card. */
  readonly seenBy: "everybody" | readonly User[];
}
