import { refuseUnknown, wholeNumber } from "../check-option.ts";

/** Bounds on what runs on after its message was answered: guarded handlers, and works handed to `ctx.later()`. */
export interface BackgroundOptions {
  /**
   * Messages whose works run on at the same time, for callbacks and for events each, per transport. One more is answered
   * as well, but keeps its place among the running handlers, so that in the end the network holds the rest back. Default
   * 1,000.
   */
  maxWorks?: number | undefined;
  /**
   * After this long a work is not counted or waited for any more, milliseconds. It may still end, and its card is still
   * applied. Default 10 minutes.
   */
  forgetAfterMs?: number | undefined;
}

/** Options after checking. */
export type ResolvedBackground = { readonly [Key in keyof Required<BackgroundOptions>]: number };

const DAY_MS = 86_400_000;

/** @throws ConfigError `invalid_option` */
export function resolveBackground(options: BackgroundOptions): ResolvedBackground {
  refuseUnknown("background", options, NAMES);
  return {
    maxWorks: wholeNumber("background.maxWorks", options.maxWorks, 1_000, { min: 1, max: 1_000_000 }),
    forgetAfterMs: wholeNumber("background.forgetAfterMs", options.forgetAfterMs, 600_000, { min: 1_000, max: DAY_MS }),
  };
}

const NAMES: Readonly<Record<keyof BackgroundOptions, true>> = { maxWorks: true, forgetAfterMs: true };
