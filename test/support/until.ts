import { setTimeout } from "node:timers/promises";

/** Resolves when `holds` is true. Looks every millisecond or so; the runner's time limit ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(1);
}
