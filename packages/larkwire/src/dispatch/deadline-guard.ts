import {
  ANSWER_DEADLINE_MS,
  type CardActionTriggerV1,
  type CardToast,
  type P2CardActionTrigger,
  validateAnswer,
} from "@larkwire/protocol";
import { checkFunction, invalidOption, refuseUnknown, wholeNumber } from "../check-option.ts";
import type { HandlerContext } from "./handler-context.ts";

/** Chooses the toast that a person sees whose click takes longer. Called when the guard answers; not awaited. */
export type GuardToast = (
  data: P2CardActionTrigger | CardActionTriggerV1,
  context: HandlerContext,
) => CardToast | undefined;

/** How a handler is treated that does not answer in time. */
export interface DeadlineGuardOptions {
  /**
   * How long before the platform stops waiting the guard answers, milliseconds. It has to cover the network both ways, and
   * what the process does beside. Default 700: the guard answers 2.3 s after receipt, which is in time with 300 ms of
   * delay each way.
   */
  marginMs?: number | undefined;
  /** What a person sees whose click takes longer, or a function that says so. Default: nothing, and the card stays as it is. */
  toast?: CardToast | GuardToast | undefined;
}

/** Options after checking. */
export interface ResolvedGuard {
  readonly marginMs: number;
  readonly toast: GuardToast | undefined;
}

const DEFAULT_MARGIN_MS = 700;

/** @throws ConfigError `invalid_option` */
export function resolveGuard(options: DeadlineGuardOptions): ResolvedGuard {
  refuseUnknown("deadlineGuard", options, NAMES);
  const { toast } = options;
  const marginMs = wholeNumber("deadlineGuard.marginMs", options.marginMs, DEFAULT_MARGIN_MS, {
    min: 0,
    max: ANSWER_DEADLINE_MS - 1,
  });
  if (toast === undefined || typeof toast === "function") return { marginMs, toast: checkFunction("toast", toast) };
  if (typeof toast !== "object" || toast === null) {
    throw invalidOption('deadlineGuard.toast has to be a toast such as { type: "info", content: "…" }, or a function.');
  }
  const [issue] = validateAnswer("card.action.trigger", { toast });
  if (issue !== undefined) throw invalidOption(`deadlineGuard.${issue.path} is wrong: ${issue.message}`);
  return { marginMs, toast: () => toast };
}

const NAMES: Readonly<Record<keyof DeadlineGuardOptions, true>> = { marginMs: true, toast: true };
