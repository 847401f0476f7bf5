import { setTimeout as sleep } from "node:timers/promises";
import { type ManualClock, settle } from "../../../../test/support/manual-clock.ts";
import { seededRandom } from "../../../../test/support/random.ts";
import type { WSClient, WSClientOptions } from "../../src/index.ts";
import { type OpenClient, openClient } from "./open-client.ts";
import type { ScriptedPlatform } from "./scripted-platform.ts";

const HOUR_MS = 3_600_000;

/** What public reports say of the platform, and the client's own default. */
export const REAL_CONFIG = { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 };

/** A client of a platform with real timing, connected. */
export async function startRealistic(
  platform: ScriptedPlatform,
  clock: ManualClock,
  options: Partial<WSClientOptions> = {},
): Promise<OpenClient> {
  platform.onDiscovery = () => platform.goodReply({ ClientConfig: REAL_CONFIG });
  platform.pong = () => JSON.stringify(REAL_CONFIG);
  const open = await openClient(platform, { clock, random: seededRandom(1), logLevel: "warn", ...options });
  await open.connection.pinged.take();
  return open;
}

/**
 * Lets virtual time pass and real sockets do their work, until `isOver`; returns when each attempt was made.
 * @param hangs whether the attempt that runs ends by a time limit of the client alone
 */
export async function live(
  client: WSClient,
  clock: ManualClock,
  isOver: () => boolean,
  hangs = () => false,
): Promise<number[]> {
  const attempts: number[] = [];
  let known = client.health().statistics.connectionAttempts;
  while (!isOver()) {
    const { connections, statistics } = client.health();
    if (statistics.connectionAttempts > known) attempts.push(clock.now());
    known = statistics.connectionAttempts;
    const [link] = connections;
    if (link?.state === "waiting") await clock.advanceAtOnce((link.nextAttemptAt ?? 0) - clock.now());
    else if (link?.state === "open") await clock.advance(1_000);
    else {
      // The system's own threads, which resolve names, need the processor, too.
      await (hangs() ? settle() : sleep(1));
      const isHanging = hangs() && client.health().connections[0]?.state === "dialling";
      if (isHanging) await clock.advance(clock.pendingDelaysMs[0] ?? 0);
    }
  }
  return attempts;
}

/** The most attempts in any hour. */
export function mostPerHour(attempts: readonly number[]): number {
  return Math.max(...attempts.map((from) => attempts.filter((at) => at >= from && at < from + HOUR_MS).length));
}
