import type { RateLimit } from "./rate-limiter.ts";

const SECOND_MS = 1_000;

/** Per app and call, unless the page says otherwise. Source: rate limit policy. */
export const PER_APP: readonly RateLimit[] = [
  { calls: 1_000, windowMs: 60 * SECOND_MS },
  { calls: 50, windowMs: SECOND_MS },
];

/** To one person, and to one group by all bots together. Source: send message. */
export const PER_RECEIVER: readonly RateLimit[] = [{ calls: 5, windowMs: SECOND_MS }];

/** Updates of one message. Source: update a sent message card. */
export const PER_MESSAGE: readonly RateLimit[] = [{ calls: 5, windowMs: SECOND_MS }];

/** Operations on one card entity. Source: streaming guide. */
export const PER_CARD_ENTITY: readonly RateLimit[] = [{ calls: 10, windowMs: SECOND_MS }];

/** Ephemeral cards in one group. Source: send a card that one person sees. */
export const PER_EPHEMERAL_GROUP: readonly RateLimit[] = [{ calls: 40, windowMs: SECOND_MS }];

/** Source: update URL previews. */
export const PREVIEW_UPDATES_PER_APP: readonly RateLimit[] = [{ calls: 5, windowMs: SECOND_MS }];

/** One `preview_token`. Source: update URL previews. */
export const PER_PREVIEW_TOKEN: readonly RateLimit[] = [{ calls: 1, windowMs: 5 * SECOND_MS }];
