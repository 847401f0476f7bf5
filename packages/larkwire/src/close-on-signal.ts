import { invalidOption, wholeNumber } from "./check-option.ts";
import { MAX_TIMER_MS } from "./check-transport-option.ts";

/** Something that ends in order: a `WSClient`, a `WebhookReceiver`, or an object of the app's own. */
export interface Closable {
  /** Ends it in order. */
  close(options?: { drainTimeoutMs?: number | undefined }): unknown;
  /** A client that never had a connection has nothing that could end in order. */
  readonly state?: { readonly name: string } | undefined;
}

/** Options of {@link closeOnSignal}. */
export interface CloseOnSignalOptions {
  /** Default `SIGINT` and `SIGTERM`. */
  signals?: readonly NodeJS.Signals[] | undefined;
  /** Handed to each `close()`: how long running handlers may take, milliseconds. Default: that of each. */
  drainTimeoutMs?: number | undefined;
  /**
   * How long the process may live on when all is closed, because something else keeps it alive, milliseconds. Then it is
   * ended with exit code 0. Default 1,000; `Infinity` is for ever.
   */
  exitAfterMs?: number | undefined;
}

/**
 * Ends a program in order when it is told to: answers of running handlers leave first, then the connections are closed,
 * and the process comes to its end. A second signal ends it at once. Give everything that has to be closed; nothing is
 * waited for beyond that.
 *
 * Returns a function that takes it back.
 *
 * @example
 * closeOnSignal(client);
 * await client.start();
 *
 * @throws ConfigError `invalid_option`
 */
export function closeOnSignal(
  closables: Closable | readonly Closable[],
  options: CloseOnSignalOptions = {},
): () => void {
  const all = [closables].flat() as readonly Closable[];
  if (all.some((closable) => typeof closable?.close !== "function")) {
    throw invalidOption("closeOnSignal() takes what has a close(): a client, a receiver, or an array of them.");
  }
  const { drainTimeoutMs, signals = ["SIGINT", "SIGTERM"] } = options;
  const exitAfterMs = checkExitAfter(options.exitAfterMs);
  const onSignal = (): void => {
    takeBack();
    void closeAll(all, drainTimeoutMs, exitAfterMs);
  };
  const takeBack = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return takeBack;
}

async function closeAll(
  closables: readonly Closable[],
  drainTimeoutMs: number | undefined,
  exitAfterMs: number,
): Promise<void> {
  // Closing it would reject its start(), and end a program that awaits it with an error.
  const isUnconnected = ({ state }: Closable): boolean => state?.name === "idle" || state?.name === "connecting";
  const unconnected = closables.filter(isUnconnected);
  const connected = closables.filter((closable) => !unconnected.includes(closable));
  await Promise.allSettled(connected.map(async (closable) => closable.close({ drainTimeoutMs })));
  if (unconnected.length > 0) process.exit(0);
  if (exitAfterMs === Number.POSITIVE_INFINITY) return;
  setTimeout(() => process.exit(0), exitAfterMs).unref();
}

function checkExitAfter(exitAfterMs: number | undefined): number {
  if (exitAfterMs === Number.POSITIVE_INFINITY) return exitAfterMs;
  return wholeNumber("exitAfterMs", exitAfterMs, 1_000, { min: 0, max: MAX_TIMER_MS });
}
