/** Waits for `promise`, but not beyond the end of the demo, whose reason is thrown. */
export async function orEnd<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  return Promise.race([promise, ended]).finally(() => signal.removeEventListener("abort", onAbort));
}
