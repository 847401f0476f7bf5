import type { CardV1 } from "./card-v1.ts";
import type { CardV2 } from "./card-v2.ts";

/** A card of either dialect. */
export type Card = CardV1 | CardV2;
