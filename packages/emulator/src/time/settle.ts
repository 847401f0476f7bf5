/**
 * Turns of the event loop. Measured over loopback sockets of one process: a click that a bot answers takes 2, a request
 * on a new connection 2, a preview whose handler makes such a request before it answers 5.
 */
const TURNS = 16;

/** Lets what is under way in this process come to rest: sockets are read, handlers run, answers arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
