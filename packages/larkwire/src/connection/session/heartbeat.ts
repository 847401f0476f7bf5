import type { Clock, TimerHandle } from "../../clock.ts";

/** Time between pings while nothing is read: writing is then the only way to notice that the connection has ended. */
const PAUSED_PING_MS = 5_000;

/** A timer that fires this much later than asked was held up by this process, not by the network. */
const STALL_TOLERANCE_MS = 1_000;

/**
 * Before a probe's ping: time to read what had arrived before. It lies in the socket's buffer while the machine sleeps,
 * and is no sign that the connection lives.
 */
const PROBE_SETTLE_MS = 100;

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** How long any sign of life may take after a ping, and once more after the extra ping. */
  readonly graceMs: number;
  readonly sendPing: () => void;
  /** Called when a ping had no echo in time and the extra ping leaves. */
  readonly onDoubt: () => void;
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
  /** Nothing: what comes is not read, so silence says nothing. */
  | "paused"
  | "stopped";

/**
 * Pings at the platform's interval and tells a dead connection from a quiet one. Any inbound frame is a sign of life.
 * Silence after a ping gets one extra ping and the same time again: lost packets come late over TCP, not never, so a
 * lossy link is not mistaken for a dead one. A dead one is noticed after `intervalMs` + 2 × `graceMs` at the latest;
 * when this process itself was held up, after `graceMs` more. When the machine slept, {@link probe} starts anew.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #intervalMs: number;
  #phase: Phase = "resting";
  #timer: TimerHandle | undefined;
  #dueAtMs = 0;
  #pingedAtMs = 0;
  #heardAtMs: number;
  #heardSincePing = false;
  #excused = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
    this.#heardAtMs = options.clock.monotonicMs();
  }

  /** Whether a ping had no echo in time, and the extra ping is not answered yet. */
  get isDoubting(): boolean {
    return this.#phase === "doubting" && !this.#heardSincePing;
  }

  /** Sends the first ping. */
  start(): void {
    this.#ping();
  }

  /** Asks for a sign of life as soon as what came before is read, and judges by what follows alone. */
  probe(): void {
    if (this.#phase === "stopped" || this.#phase === "paused") return;
    this.#clearTimer();
    this.#enter("resting", PROBE_SETTLE_MS);
  }

  /** Stops judging, because nothing is read any more, or judges again. */
  setPaused(isPaused: boolean): void {
    if (this.#phase === "stopped" || isPaused === (this.#phase === "paused")) return;
    this.#clearTimer();
    if (isPaused) this.#pingPaused();
    else this.#ping();
  }

  /** Any inbound frame. */
  heard(): void {
    this.#heardAtMs = this.#options.clock.monotonicMs();
    this.#heardSincePing = true;
  }

  /** Takes effect from the next ping on. */
  changeInterval(intervalMs: number): void {
    this.#intervalMs = intervalMs;
  }

  stop(): void {
    this.#phase = "stopped";
    this.#clearTimer();
  }

  #clearTimer(): void {
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
    if (this.#phase === "paused") return this.#pingPaused();
    if (this.#phase === "resting") return this.#ping();
    if (this.#heardSincePing) {
      return this.#enter("resting", Math.max(0, this.#intervalMs - (now - this.#pingedAtMs)));
    }
    const wasHeldUp = now - this.#dueAtMs > STALL_TOLERANCE_MS && !this.#excused;
    if (this.#phase === "listening" || wasHeldUp) return this.#doubt(wasHeldUp);
    this.stop();
    this.#options.onDead(now - this.#heardAtMs);
  }

  #ping(): void {
    this.#excused = false;
    this.#heardSincePing = false;
    this.#pingedAtMs = this.#options.clock.monotonicMs();
    this.#options.sendPing();
    this.#enter("listening", Math.min(this.#options.graceMs, this.#intervalMs));
  }

  #pingPaused(): void {
    this.#options.sendPing();
    this.#enter("paused", PAUSED_PING_MS);
  }

  /** @param wasHeldUp this process could not hear: excused once, or a busy process would never judge */
  #doubt(wasHeldUp: boolean): void {
    this.#excused = wasHeldUp;
    this.#options.sendPing();
    this.#enter("doubting", this.#options.graceMs);
    if (!wasHeldUp) this.#options.onDoubt();
  }
}
