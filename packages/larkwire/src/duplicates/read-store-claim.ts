import type { HeldClaim, StoreClaim } from "./duplicate-store.ts";

/**
 * What a store has answered, looked at before anything rests on it: stores are written by others, and what they keep may
 * have been written by another version of the app. Afterwards a claim rejects where its store would throw.
 *
 * @throws Error saying what is wrong
 */
export function readStoreClaim(given: unknown): StoreClaim {
  const claim = (given ?? {}) as Partial<Record<"state" | "answerJson" | keyof HeldClaim, unknown>>;
  const { state } = claim;
  if (state === "running") return { state };
  if (state === "done") return { state, answerJson: readAnswer(claim.answerJson) };
  if (state === "claimed" && typeof claim.complete === "function" && typeof claim.release === "function") {
    const held = given as HeldClaim;
    return {
      state,
      redelivered: held.redelivered === true,
      complete: async (answerJson) => held.complete(answerJson),
      release: async () => held.release(),
    };
  }
  throw new Error('the store answered with what is no StoreClaim: { state: "claimed" | "running" | "done", … }');
}

/** It goes to the platform as it is. */
function readAnswer(answerJson: unknown): string | undefined {
  if (answerJson === undefined || (typeof answerJson === "string" && isJson(answerJson))) return answerJson;
  throw new Error("the store says that the event is done, but the answer that it keeps is no JSON");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
