import { isJsonObject } from "@larkwire/protocol";
import { type CardDialect, readCardContent } from "../dialect.ts";

/** What the clicked card is, as far as it decides what an answer does. */
export const ORIGINAL_CARD_KINDS = [
  /** Schema 1.0 with `update_multi: true`: everybody sees the same card. */
  "v1_shared",
  /** Schema 1.0 otherwise: each person has a card of their own. */
  "v1_exclusive",
  /** Schema 2.0. */
  "v2",
  /** Schema 2.0 while `streaming_mode` is on. */
  "v2_streaming",
  /** Made from a template of the card builder: always shared. */
  "template",
  /** A card entity of CardKit: schema 2.0. */
  "entity",
  /** Schema 1.0, sent 14 to 30 days ago: a click calls back, an update is dropped. */
  "v1_stale",
  /** Older than 30 days, with schema 2.0 than 14: a click does not call back. */
  "expired",
] as const;

/** One of {@link ORIGINAL_CARD_KINDS}. */
export type OriginalCardKind = (typeof ORIGINAL_CARD_KINDS)[number];

/** The clicked card. */
export interface OriginalCard {
  /** How it was made, and how old it is. */
  readonly kind: OriginalCardKind;
  /** The dialect of what a template makes, where it is known; the other kinds have theirs. */
  readonly dialect?: CardDialect | undefined;
}

/** The dialect that a replacement has to have; `undefined`: not known. */
export function dialectOf({ kind, dialect }: OriginalCard): CardDialect | undefined {
  if (kind === "template" || kind === "expired") return dialect;
  return kind.startsWith("v1") ? "1.0" : "2.0";
}

/**
 * What a card is, from its content alone: age is not in it.
 *
 * @param content what was sent: a card, a template, a card entity, as an object or as JSON text
 */
export function originalCardOf(content: unknown): OriginalCard {
  const read = readCardContent(content);
  if (read.kind === "template" || read.kind === "entity") return { kind: read.kind };
  if (read.kind === "unreadable") return { kind: "v1_exclusive" };
  const config = isJsonObject(read.card.config) ? read.card.config : {};
  if (read.dialect === "2.0") return { kind: config.streaming_mode === true ? "v2_streaming" : "v2" };
  return { kind: config.update_multi === true ? "v1_shared" : "v1_exclusive" };
}
