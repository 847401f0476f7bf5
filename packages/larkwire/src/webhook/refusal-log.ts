import type { Clock } from "../clock.ts";
import type { Log, LogFields } from "../logger.ts";
import type { Refusal, WebhookRefusalCode } from "./refusal.ts";

/** Lines of a kind that may follow each other at once, and how often there may be one after that. */
const BURST = 5;
const REFILL_MS = 60_000;

interface Allowance {
  lines: number;
  refilledAtMs: number;
  /** Refusals that were not written since the last line. */
  unwritten: number;
}

/**
 * One log line for each refused request, until somebody sends very many: then one a minute of each kind, with how many
 * it stands for. A line says what to check, so that a mistake in a key is found, and a stranger cannot fill the disk.
 */
export class RefusalLog {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #allowances = new Map<WebhookRefusalCode, Allowance>();

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  note({ code, check }: Refusal, fields: () => LogFields): void {
    const allowance = this.#allowance(code);
    if (allowance.lines < 1) {
      allowance.unwritten += 1;
      return;
    }
    const { unwritten } = allowance;
    allowance.lines -= 1;
    allowance.unwritten = 0;
    this.#log.warn(`a request was refused: ${code}. ${check}`, {
      ...fields(),
      ...(unwritten === 0 ? {} : { alsoRefused: unwritten }),
    });
  }

  #allowance(code: WebhookRefusalCode): Allowance {
    const nowMs = this.#clock.monotonicMs();
    const allowance = this.#allowances.get(code) ?? { lines: BURST, refilledAtMs: nowMs, unwritten: 0 };
    const refills = Math.floor((nowMs - allowance.refilledAtMs) / REFILL_MS);
    allowance.lines = Math.min(BURST, allowance.lines + refills);
    allowance.refilledAtMs += refills * REFILL_MS;
    this.#allowances.set(code, allowance);
    return allowance;
  }
}
