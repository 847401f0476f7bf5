import { checkFunction, invalidOption, refuseUnknown } from "../check-option.ts";
import { type DuplicateOptions, resolveDuplicates } from "../duplicates/duplicate-options.ts";
import { Duplicates } from "../duplicates/duplicates.ts";
import { type BackgroundOptions, type ResolvedBackground, resolveBackground } from "./background-options.ts";
import { type DeadlineGuardOptions, type ResolvedGuard, resolveGuard } from "./deadline-guard.ts";
import type { OnError } from "./handler-failure.ts";
import type { StalePolicy } from "./stale-policy.ts";

/** Options of `EventDispatcher`: how handlers are treated, the same for every transport that the dispatcher serves. */
export interface EventDispatcherOptions {
  /**
   * Answers in place of a handler that is still running shortly before the platform stops waiting. The handler goes on;
   * the card that it returns in the end is applied as a later update. An event is acknowledged, and so not sent again.
   * `false`: nothing is answered before the handler has ended. Default: on, see {@link DeadlineGuardOptions}.
   */
  deadlineGuard?: DeadlineGuardOptions | false | undefined;
  /** Bounds on what runs on after its message was answered. Each has a default of its own. */
  background?: BackgroundOptions | undefined;
  /**
   * Recognises repeated deliveries: an event is handled once, and a repeated callback gets its first answer again. `false`:
   * each delivery is handled. Default: on, each process for itself, see {@link DuplicateOptions}.
   */
  duplicates?: DuplicateOptions | false | undefined;
  /** Decides whether an old event is still handled. Default: all are. */
  stale?: StalePolicy | undefined;
  /** Decides what the platform gets when a handler fails. Default: a toast for a click, failure for everything else. */
  onError?: OnError | undefined;
  /** For tests: makes the reference of a failure. Default: eight random hexadecimal digits. */
  newReference?: (() => string) | undefined;
}

/** How the way from envelope to answer treats handlers: the options of a dispatcher after checking. */
export interface DispatchPolicy {
  /** Missing: nothing is answered before its handler has ended. */
  readonly guard: ResolvedGuard | undefined;
  /** Bounds on what runs on after its message was answered. */
  readonly background: ResolvedBackground;
  /** Who remembers what was handled. */
  readonly duplicates: Pick<Duplicates, "claim" | "claimWork">;
  /** Missing: every event is handled. */
  readonly stale: StalePolicy | undefined;
  /** Missing: the default for a failure. */
  readonly onError: OnError | undefined;
  /** Makes the reference of a failure. */
  readonly newReference: () => string;
}

/** @throws ConfigError `invalid_option` */
export function resolvePolicy(options: EventDispatcherOptions): DispatchPolicy {
  refuseKeys(options);
  refuseUnknown("EventDispatcher", options, NAMES);
  const { background = {}, deadlineGuard = {}, duplicates = {} } = options;
  return {
    guard: deadlineGuard === false ? undefined : resolveGuard(deadlineGuard),
    background: resolveBackground(background),
    duplicates: new Duplicates(resolveDuplicates(duplicates)),
    stale: checkFunction("stale", options.stale),
    onError: checkFunction("onError", options.onError),
    newReference: checkFunction("newReference", options.newReference) ?? newReference,
  };
}

const NAMES: Readonly<Record<keyof EventDispatcherOptions, true>> = {
  deadlineGuard: true,
  background: true,
  duplicates: true,
  stale: true,
  onError: true,
  newReference: true,
};

/** Short enough to be read out over the telephone. It only has to tell failures of one day apart. */
function newReference(): string {
  return Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
}

/** Official SDKs give the keys to their dispatcher. */
function refuseKeys(options: object): void {
  const key = ["encryptKey", "verificationToken"].find((name) => Object.hasOwn(options ?? {}, name));
  if (key === undefined) return;
  throw invalidOption(
    `EventDispatcher has no option "${key}". It belongs to WebhookReceiver: new WebhookReceiver({ dispatcher, ${key} }).`,
  );
}
