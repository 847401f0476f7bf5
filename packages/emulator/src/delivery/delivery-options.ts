import { MAX_TIMER_MS } from "../clock.ts";
import { refuseUnknownNames, wholeNumber, wrong } from "../option-checks.ts";

/**
 * Which of an app's clients gets a push. The platform has only `random`. The other two are extras of the emulator, for
 * tests that need to know beforehand: `round_robin` takes them in turn, `sticky` stays with one while it is open.
 */
export type ClusterMode = "random" | "round_robin" | "sticky";

/** The members of `delivery` in the options of `startEmulator`. */
export interface DeliveryOptions {
  /**
   * How long after each failure an event is pushed again; as many retries as there are entries. Callbacks are never
   * repeated. Default 15 s, 5 min, 1 h, 6 h, as the overview of events says. `[]`: no retries.
   */
  readonly eventRetryDelaysMs?: readonly number[] | undefined;
  /** Events that may wait for a retry at once; further ones get none. Default 10,000. */
  readonly maxPendingRetries?: number | undefined;
  /**
   * Event types of which the next is pushed only after the one before has succeeded; what would overtake goes straight
   * to the retries. The platform marks such types on their own pages. Default: none.
   */
  readonly orderedEventTypes?: readonly string[] | undefined;
  /** Default `"random"`. */
  readonly clusterMode?: ClusterMode | undefined;
  /** How likely an event is pushed once more although it succeeded, 0 to 1. Default 0. */
  readonly duplicateProbability?: number | undefined;
}

/** `DeliveryOptions`, checked and complete. */
export interface DeliverySettings {
  readonly eventRetryDelaysMs: readonly number[];
  readonly maxPendingRetries: number;
  readonly orderedEventTypes: ReadonlySet<string>;
  readonly clusterMode: ClusterMode;
  readonly duplicateProbability: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Source: the overview of events. One report of 2026 saw 5 min, 1 h, 6 h over the long connection. */
const DOCUMENTED_RETRY_DELAYS_MS = [15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR] as const;

const CLUSTER_MODES: readonly ClusterMode[] = ["random", "round_robin", "sticky"];

const NAMES = [
  "eventRetryDelaysMs",
  "maxPendingRetries",
  "orderedEventTypes",
  "clusterMode",
  "duplicateProbability",
] as const satisfies readonly (keyof DeliveryOptions)[];

/** Fills in defaults. Throws `bad_option` for the first member that is unknown or wrong. */
export function resolveDeliveryOptions(options: DeliveryOptions): DeliverySettings {
  refuseUnknownNames(options, NAMES, "member of delivery");
  const { maxPendingRetries = 10_000, clusterMode = "random", duplicateProbability = 0 } = options;
  const delays = list("eventRetryDelaysMs", options.eventRetryDelaysMs ?? DOCUMENTED_RETRY_DELAYS_MS);
  delays.forEach((delay, at) => void wholeNumber(`delivery.eventRetryDelaysMs[${at}]`, delay, 0, MAX_TIMER_MS));
  const ordered = list("orderedEventTypes", options.orderedEventTypes ?? []);
  const notText = ordered.find((type) => typeof type !== "string");
  if (notText !== undefined) throw wrong("delivery.orderedEventTypes", notText, "a list of event types");
  if (!CLUSTER_MODES.includes(clusterMode)) {
    throw wrong("delivery.clusterMode", clusterMode, `one of ${CLUSTER_MODES.join(", ")}`);
  }
  if (!(duplicateProbability >= 0 && duplicateProbability <= 1)) {
    throw wrong("delivery.duplicateProbability", duplicateProbability, "a number from 0 to 1");
  }
  return {
    eventRetryDelaysMs: delays,
    maxPendingRetries: wholeNumber("delivery.maxPendingRetries", maxPendingRetries, 0, 1_000_000),
    orderedEventTypes: new Set(ordered),
    clusterMode,
    duplicateProbability,
  };
}

function list<T>(name: string, value: readonly T[]): readonly T[] {
  if (Array.isArray(value)) return [...value];
  throw wrong(`delivery.${name}`, value, "a list");
}
