import { ACK_CODE, type Ack } from "@larkwire/protocol";
import type { Clock } from "../clock.ts";
import type { EventClaim } from "./event-claim.ts";

/** What running a work once needs. */
export interface OnceParts {
  readonly clock: Clock;
  /** Ends the waiting for another process. */
  readonly signal: AbortSignal;
  readonly claim: (owner: object) => EventClaim;
  readonly onFault: (error: unknown) => void;
}

/**
 * Runs `work` unless somebody has: then gives what it gave to them. Whoever comes while it runs waits for its end; when it
 * fails, the next one tries.
 */
export async function runOnce<Result>(work: () => Result | Promise<Result>, parts: OnceParts): Promise<Result> {
  for (;;) {
    const owner = {};
    const claim = parts.claim(owner);
    if (claim.record.ack !== undefined) return resultOf(claim.record.ack);
    if (claim.record.owner === owner) return runClaimed(claim, work, parts);
    const ack = await new Promise<Ack>((tell) => claim.join(tell));
    if (ack.code === ACK_CODE.ok) return resultOf(ack);
  }
}

async function runClaimed<Result>(
  claim: EventClaim,
  work: () => Result | Promise<Result>,
  { clock, onFault, signal }: OnceParts,
): Promise<Result> {
  const settle = async (isHandled: boolean, ack: Ack): Promise<void> =>
    claim.settle(isHandled, ack, clock.monotonicMs())?.catch(onFault);
  try {
    const giveUp = (): void => claim.giveUp();
    signal.addEventListener("abort", giveUp);
    const asked = claim.ask(clock, onFault);
    // A signal that has aborted before tells nobody any more.
    if (signal.aborted) giveUp();
    const others = await asked;
    signal.removeEventListener("abort", giveUp);
    if (others?.state === "elsewhere") throw signal.reason;
    if (others?.state === "done") {
      const ack = { code: ACK_CODE.ok, answerJson: others.answerJson };
      await settle(true, ack);
      return resultOf(ack);
    }
    const result = await work();
    await settle(true, { code: ACK_CODE.ok, answerJson: toJson(result) });
    return result;
  } catch (error) {
    await settle(false, { code: ACK_CODE.failed });
    throw error;
  }
}

function resultOf<Result>({ answerJson }: Ack): Result {
  return (answerJson === undefined ? undefined : JSON.parse(answerJson)) as Result;
}

/** What has no JSON cannot be given again; the work is done all the same. */
function toJson(result: unknown): string | undefined {
  try {
    return JSON.stringify(result);
  } catch {
    return undefined;
  }
}
