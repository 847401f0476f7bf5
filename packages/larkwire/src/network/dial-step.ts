import type { Socket } from "node:net";
import type { Clock } from "../clock.ts";

/** The steps of reaching a host. */
export type DialStep = "tcp" | "proxy" | "tls";

export interface DialStepOptions {
  /** Longest time for this step, milliseconds. */
  readonly stepTimeoutMs: number;
  readonly clock: Clock;
  /** Aborts the step; the socket is destroyed and the signal's reason is thrown. */
  readonly signal: AbortSignal;
}

/** A host cannot be reached. `step` says where it stopped. */
export class DialError extends Error {
  readonly step: DialStep;
  readonly timedOut: boolean;

  constructor(step: DialStep, message: string, timedOut: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = "DialError";
    this.step = step;
    this.timedOut = timedOut;
  }
}

/**
 * Runs one step on a socket: settles when `begin` calls `finish`, when the socket fails or closes, when time is up, or
 * when it is aborted. In all but the first case the socket is destroyed.
 */
export function runDialStep<T>(
  step: DialStep,
  socket: Socket,
  options: DialStepOptions,
  begin: (finish: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const release = (): void => {
      options.clock.clearTimeout(timer);
      options.signal.removeEventListener("abort", onAbort);
      socket.off("error", onError).off("close", onClose);
    };
    const fail = (error: unknown): void => {
      release();
      // Whatever the dying socket still has to say must not reach the process.
      socket.on("error", ignore).destroy();
      reject(error);
    };
    const onError = (cause: Error): void => fail(new DialError(step, `${step}: ${cause.message}`, false, cause));
    const onClose = (): void => fail(new DialError(step, `${step}: the other side closed the connection`, false));
    const onAbort = (): void => fail(options.signal.reason);
    const timer = options.clock.setTimeout(
      () => fail(new DialError(step, `${step}: no answer for ${options.stepTimeoutMs} ms`, true)),
      options.stepTimeoutMs,
    );
    socket.on("error", onError).on("close", onClose);
    if (options.signal.aborted) return onAbort();
    options.signal.addEventListener("abort", onAbort);
    begin((value) => {
      release();
      resolve(value);
    });
  });
}

function ignore(): void {
  // Nothing is left to do for a socket that was given up.
}
