import type { DraftCard } from "./find-element.ts";

/** A card while an operation works on it. */
export interface Draft {
  card: DraftCard;
  /** Whether the operation has said anything about streaming mode; only that opens or closes it. */
  setsStreaming: boolean;
}
