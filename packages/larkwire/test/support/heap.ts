const MIB = 1024 * 1024;

/** MiB that this process holds after a garbage collection: objects and the bytes of buffers. */
export function heldMib(): number {
  collectGarbage();
  return usedMib();
}

/** MiB that this process holds right now, garbage included. */
export function usedMib(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MIB;
}

function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("run with --expose-gc, as scripts/run-tests.mjs does");
  globalThis.gc();
  // The first one may only have begun to free the bytes of buffers.
  globalThis.gc();
}
