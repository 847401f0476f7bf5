/** What a code of the REST API means for whoever asked. Source: the list of general errors, the frequency control page. */
export type OpenApiVerdict = "token_rejected" | "rate_limited" | "unauthorized" | "busy" | "refused";

const VERDICTS: ReadonlyMap<number, OpenApiVerdict> = new Map<number, OpenApiVerdict>([
  // The token is unknown, expired or revoked: a new one helps.
  [99_991_663, "token_rejected"],
  [99_991_664, "token_rejected"],
  [99_991_665, "token_rejected"],
  [99_991_671, "token_rejected"],
  // The frequency limit of the app, and of one message or chat.
  [99_991_400, "rate_limited"],
  [230_020, "rate_limited"],
  // App id and secret.
  [10_003, "unauthorized"],
  [10_014, "unauthorized"],
  [10_015, "unauthorized"],
  // The platform itself.
  [300_000, "busy"],
  [300_120, "busy"],
]);

export function openApiVerdict(code: number, httpStatus: number): OpenApiVerdict {
  const verdict = VERDICTS.get(code);
  if (verdict !== undefined) return verdict;
  if (httpStatus === 429) return "rate_limited";
  return httpStatus >= 500 ? "busy" : "refused";
}
