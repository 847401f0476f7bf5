import type { RateLimit } from "./rate-limiter.ts";

/** Limits that hold together; the table in FIDELITY.md is compared with them. */
export interface DocumentedLimit {
  /** What is counted. */
  readonly what: string;
  readonly limits: readonly RateLimit[];
  /** The platform's page by its title. */
  readonly source: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

export const PER_APP: DocumentedLimit = {
  what: "one call by one app, unless its page says otherwise",
  limits: [
    { calls: 1_000, windowMs: MINUTE_MS },
    { calls: 50, windowMs: SECOND_MS },
  ],
  source: "Rate limit policy",
};

export const PER_RECEIVER: DocumentedLimit = {
  what: "messages to one person, and to one group by all bots together",
  limits: [{ calls: 5, windowMs: SECOND_MS }],
  source: "Send message",
};

export const PER_MESSAGE: DocumentedLimit = {
  what: "updates of one message",
  limits: [{ calls: 5, windowMs: SECOND_MS }],
  source: "Update a sent message card",
};

export const PER_CARD_ENTITY: DocumentedLimit = {
  what: "operations on one card entity",
  limits: [{ calls: 10, windowMs: SECOND_MS }],
  source: "Streaming updates of cards",
};

export const PER_EPHEMERAL_GROUP: DocumentedLimit = {
  what: "cards that one person sees, in one group",
  limits: [{ calls: 40, windowMs: SECOND_MS }],
  source: "Send a card that only certain people see",
};

export const PREVIEW_UPDATES: DocumentedLimit = {
  what: "updates of link previews by one app",
  limits: [{ calls: 5, windowMs: SECOND_MS }],
  source: "Update URL previews",
};

export const PER_PREVIEW: DocumentedLimit = {
  what: "updates of one link preview",
  limits: [{ calls: 1, windowMs: 5 * SECOND_MS }],
  source: "Update URL previews",
};

/** All of them. */
export const DOCUMENTED_LIMITS: readonly DocumentedLimit[] = [
  PER_APP,
  PER_RECEIVER,
  PER_MESSAGE,
  PER_CARD_ENTITY,
  PER_EPHEMERAL_GROUP,
  PREVIEW_UPDATES,
  PER_PREVIEW,
];
