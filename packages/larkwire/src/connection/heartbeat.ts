import type { Clock, TimerHandle } from "../clock.ts";

/** A timer that fires this much later than asked was held up by this process, not by the network. */
const STALL_TOLERANCE_MS = 1_000;

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** How long any sign of life may take after a ping, and again after the extra ping. */
  readonly graceMs: number;
  readonly sendPing: () => void;
  /** Called once, with the milliseconds since the last sign of life. */
  readonly onDead: (silentMs: number) => void;
}

/** What the heartbeat waits for. */
type Phase =
  /** The next ping. */
  | "resting"
  /** A sign of life after a ping. */
  | "listening"
  /** A sign of life after the extra ping; without one the connection is dead. */
  | "doubting"
  | "stopped";

/**
 * Pings at the platform's interval and tells a dead connection from a quiet one. Any inbound frame is a sign of life.
 * Silence after a ping gets one extra ping and the same time again, so that a lost packet or a stalled process is not
 * mistaken for a dead link. A dead one is noticed after `intervalMs` + 2 × `graceMs` at the latest.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #intervalMs: number;
  #phase: Phase = "resting";
  #timer: TimerHandle | undefined;
  #dueAtMs = 0;
  #pingedAtMs = 0;
  #heardAtMs: number;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
    this.#heardAtMs = options.clock.monotonicMs();
  }

  /** Sends the first ping. */
  start(): void {
    this.#ping();
    this.#enter("listening", this.#options.graceMs);
  }

  /** Any inbound frame. */
  heard(): void {
    this.#heardAtMs = this.#options.clock.monotonicMs();
  }

  /** Takes effect from the next ping on. */
  changeInterval(intervalMs: number): void {
    this.#intervalMs = intervalMs;
  }

  stop(): void {
    this.#phase = "stopped";
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #enter(phase: Phase, delayMs: number): void {
    this.#phase = phase;
    this.#dueAtMs = this.#options.clock.monotonicMs() + delayMs;
    this.#timer = this.#options.clock.setTimeout(() => this.#due(), delayMs);
  }

  #due(): void {
    const now = this.#options.clock.monotonicMs();
    if (this.#phase === "resting") {
      this.#ping();
      return this.#enter("listening", this.#options.graceMs);
    }
    if (this.#heardAtMs >= this.#pingedAtMs) {
      return this.#enter("resting", Math.max(0, this.#intervalMs - (now - this.#pingedAtMs)));
    }
    const stalled = now - this.#dueAtMs > STALL_TOLERANCE_MS;
    if (this.#phase === "listening" || stalled) {
      this.#options.sendPing();
      return this.#enter("doubting", this.#options.graceMs);
    }
    this.stop();
    this.#options.onDead(now - this.#heardAtMs);
  }

  #ping(): void {
    this.#pingedAtMs = this.#options.clock.monotonicMs();
    this.#options.sendPing();
  }
}
