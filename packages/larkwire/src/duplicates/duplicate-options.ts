import { invalidOption, refuseUnknown, wholeNumber } from "../check-option.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import type { EventMemoryLimits } from "./event-memory.ts";

const HOUR_MS = 3_600_000;

/** The last repeat comes 15 s, 5 min, 1 h and 6 h after the deliveries before it. Source: the event overview. */
const KEEP_MS = 8 * HOUR_MS;

/** How repeated deliveries are recognised. */
export interface DuplicateOptions {
  /**
   * How long an event is surely remembered, milliseconds; it may be twice as long. Default 8 hours: the platform's last
   * repeat comes 7 h 5 min 15 s after the first delivery, and each delivery may take 3 seconds.
   */
  keepMs?: number | undefined;
  /**
   * The newest handled events, as many as this process surely remembers; it never remembers more than twice as many. A
   * message counts twice. Default 100,000.
   */
  maxEvents?: number | undefined;
  /** Likewise for answered callbacks, with their answers. Default 1,000: the platform itself repeats none of them. */
  maxCallbacks?: number | undefined;
  /**
   * Where several processes of one app remember together, such as `redisDuplicateStore(client)`. Default: each process
   * remembers for itself, and forgets when it ends.
   */
  store?: DuplicateStore | undefined;
  /**
   * How long the store may take to grant a claim, milliseconds. After that, or when it fails, the event is handled
   * without it: once too often rather than not at all. Default 500.
   */
  storeTimeoutMs?: number | undefined;
}

/** Options after checking. */
export interface ResolvedDuplicates {
  readonly isOn: boolean;
  readonly events: EventMemoryLimits;
  readonly callbacks: EventMemoryLimits;
  readonly store: DuplicateStore | undefined;
  readonly storeTimeoutMs: number;
}

/** Characters of callback answers that are surely kept; with the generation before it is twice that. */
const MIN_ANSWER_LENGTH = 8 * 1024 * 1024;

/** @throws ConfigError `invalid_option` */
export function resolveDuplicates(given: DuplicateOptions | false): ResolvedDuplicates {
  const options = given === false ? {} : given;
  refuseUnknown("duplicates", options, NAMES);
  const { store } = options;
  if (store !== undefined && typeof store?.claim !== "function") {
    throw invalidOption("duplicates.store has to be a DuplicateStore, such as redisDuplicateStore(client) gives.");
  }
  const limits = (name: "maxEvents" | "maxCallbacks", fallback: number): EventMemoryLimits => ({
    keepMs: wholeNumber("duplicates.keepMs", options.keepMs, KEEP_MS, { min: 1, max: 30 * 24 * HOUR_MS }),
    minEnded: wholeNumber(`duplicates.${name}`, options[name], fallback, { min: 1, max: 10_000_000 }),
    minAnswerLength: MIN_ANSWER_LENGTH,
  });
  return {
    isOn: given !== false,
    events: limits("maxEvents", 100_000),
    callbacks: limits("maxCallbacks", 1_000),
    store,
    storeTimeoutMs: wholeNumber("duplicates.storeTimeoutMs", options.storeTimeoutMs, 500, { min: 1, max: 2_000 }),
  };
}

const NAMES: Readonly<Record<keyof DuplicateOptions, true>> = {
  keepMs: true,
  maxEvents: true,
  maxCallbacks: true,
  store: true,
  storeTimeoutMs: true,
};
