import type { Log, LogFields } from "./logger.ts";

/** Logs the 1st, 10th, 100th … fault of a kind, so that a broken peer cannot fill the disk. */
export class FaultLog {
  readonly #log: Log;
  readonly #counts = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  note(fault: string, message: string, fields: LogFields = {}): void {
    const count = (this.#counts.get(fault) ?? 0) + 1;
    this.#counts.set(fault, count);
    if (Number.isInteger(Math.log10(count))) this.#log.warn(message, { ...fields, fault, count });
  }
}
