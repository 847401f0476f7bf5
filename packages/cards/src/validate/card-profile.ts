/** Which rules count. */
export type CardProfile =
  /** All that the platform documents. The default, and the one for cards that are meant to last. */
  | "strict"
  /** Only what has been seen to be refused, or is documented as refused; the rest are warnings. */
  | "lenient";

/** The quantities of a card that a profile limits. */
export interface CardLimits {
  /** Length of the card as JSON text, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Objects with a `tag` in a 2.0 card, texts and icons included. */
  readonly maxElements: number;
  /** Tables in a card, and in each language of a 1.0 card; those in Markdown count too (observed). */
  readonly maxTables: number;
  /** Tables in one `markdown`. */
  readonly maxMarkdownTables: number;
  /** Containers inside each other. The platform does not say how it counts: here every container but a column. */
  readonly maxNesting: number;
  /** Characters of one text. */
  readonly maxTextChars: number;
}

/**
 * Documented limits (strict): "Send message", "Card JSON 2.0 structure", the pages of the components. Measured ones
 * (lenient), by third parties: 131 KB passed and 164 KB did not, 180 elements passed and 200 did not, 5 tables passed and
 * 6 did not, 5 tables in one `markdown` and 51,000 characters in one text passed.
 */
export const CARD_LIMITS: Readonly<Record<CardProfile, CardLimits>> = {
  strict: {
    maxBytes: 30 * 1024,
    maxElements: 200,
    maxTables: 5,
    maxMarkdownTables: 4,
    maxNesting: 5,
    maxTextChars: 30_000,
  },
  lenient: {
    maxBytes: 164 * 1024 - 1,
    maxElements: 199,
    maxTables: 5,
    maxMarkdownTables: Number.POSITIVE_INFINITY,
    maxNesting: Number.POSITIVE_INFINITY,
    maxTextChars: Number.POSITIVE_INFINITY,
  },
};
