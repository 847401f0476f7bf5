import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { FieldRules } from "../reading/check-fields.ts";
import type { TenantRoute } from "../route.ts";

/** What all CardKit calls have in common. */
export const CARDKIT: Pick<TenantRoute, "access" | "scopes" | "fidelity" | "note" | "body" | "unlimited"> = {
  access: "tenant",
  scopes: CALL_SCOPES.writeCards,
  fidelity: "approximate",
  note: "A refused operation counts neither for sequence nor for uuid: chosen.",
  body: "json",
  // Cards in streaming mode are free of the limits per app. Source: streaming guide.
  unlimited: ({ params }, { town }) => town.entity(params.card_id ?? "")?.card.streaming === true,
};

/** What every operation on an entity carries. */
export const ORDER: FieldRules = {
  uuid: { type: "text", min: 1, max: 64 },
  sequence: { type: "whole number", required: true, min: 1, max: 2_147_483_647 },
};
