/** A promise and the means to settle it. */
export interface Deferred<T> {
  /** Never reported as unhandled: whoever cares awaits it. */
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = unset;
  let reject: (error: unknown) => void = unset;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  promise.catch(unset);
  return { promise, resolve, reject };
}

function unset(): void {
  // Replaced before anybody can call it.
}
