import type { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import type { WSClient } from "../../src/index.ts";

/** Waits until the client waits for its next attempt; returns for how long, milliseconds. */
export async function waitOf(client: WSClient, clock: ManualClock): Promise<number> {
  const first = () => client.health().connections[0];
  await until(() => first()?.state === "waiting");
  return (first()?.nextAttemptAt ?? Number.NaN) - clock.now();
}

/** Lets the client make its next attempt; returns how long it waited for it, milliseconds. */
export async function nextAttempt(client: WSClient, clock: ManualClock): Promise<number> {
  const delayMs = await waitOf(client, clock);
  await clock.advance(delayMs);
  return delayMs;
}
