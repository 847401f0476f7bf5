import { randomUUID } from "node:crypto";
import { refuseUnknown, wholeNumber } from "../check-option.ts";
import { backgroundClock, type Clock } from "../clock.ts";
import type { DuplicateStore, StoreClaim } from "../duplicates/duplicate-store.ts";
import { type ClaimTerms, RedisClaim } from "./redis-claim.ts";
import { type RedisClient, type RedisCommand, redisCommand } from "./redis-client.ts";
import { CLAIM_SCRIPT } from "./redis-scripts.ts";

/** How events are remembered in Redis. */
export interface RedisDuplicateStoreOptions {
  /** What the names of all keys begin with. Default `"larkwire:"`. */
  prefix?: string | undefined;
  /**
   * How long a claim holds when its process gives no more sign of life, milliseconds; it is renewed three times as often.
   * Default 10,000: a process that died is replaced when the platform first repeats the event, after 15 seconds.
   */
  leaseMs?: number | undefined;
  /** How long an event is remembered, milliseconds. Default 8 hours: the platform's last repeat comes after more than 7. */
  keepMs?: number | undefined;
  /** For tests. Default: the machine's clock. Redis goes by its own. */
  clock?: Clock | undefined;
  /** For tests: makes the name of a claim. Default: random. */
  newToken?: (() => string) | undefined;
}

const HOUR_MS = 3_600_000;

/**
 * Lets several processes of one app remember together, in Redis 5 or later or what speaks its language (Valkey, KeyDB), which
 * events were handled. The client is yours: connect it, listen to its errors, and end it after the transports are closed.
 *
 * @param client of the package `ioredis`, single or cluster, or of `redis` (node-redis), single
 * @throws ConfigError `invalid_option`
 * @example
 * const redis = new Redis(process.env.REDIS_URL);
 * const dispatcher = new EventDispatcher({ duplicates: { store: redisDuplicateStore(redis) } });
 */
export function redisDuplicateStore(client: RedisClient, options: RedisDuplicateStoreOptions = {}): DuplicateStore {
  refuseUnknown("redisDuplicateStore", options, NAMES);
  const send = redisCommand(client);
  // A claim alone does not keep its process alive: without the process it runs out, as it should.
  const { clock = backgroundClock, newToken = randomUUID, prefix = "larkwire:" } = options;
  const terms: ClaimTerms = {
    clock,
    leaseMs: wholeNumber("leaseMs", options.leaseMs, 10_000, { min: 300, max: HOUR_MS }),
    keepMs: wholeNumber("keepMs", options.keepMs, 8 * HOUR_MS, { min: 1_000, max: 30 * 24 * HOUR_MS }),
  };
  return {
    claim: (keys) =>
      claim(
        keys.map((key) => keyName(prefix, key)),
        newToken(),
        send,
        terms,
      ),
  };
}

const NAMES: Readonly<Record<keyof RedisDuplicateStoreOptions, true>> = {
  prefix: true,
  leaseMs: true,
  keepMs: true,
  clock: true,
  newToken: true,
};

/** Keys begin with the app's id. In braces it makes a cluster keep all keys of one event on one node, as scripts demand. */
function keyName(prefix: string, key: string): string {
  const end = key.indexOf(":");
  return `${prefix}{${key.slice(0, end) || "app"}}${key.slice(end)}`;
}

async function claim(
  names: readonly string[],
  token: string,
  send: RedisCommand,
  terms: ClaimTerms,
): Promise<StoreClaim> {
  const held = new RedisClaim(names, token, send, terms);
  const [state, detail] = (await held.run(CLAIM_SCRIPT, String(terms.leaseMs))) as [string, string];
  if (String(state) === "running") return { state: "running" };
  if (String(state) === "done") return { state: "done", answerJson: String(detail) || undefined };
  held.begin(String(detail) === "1");
  return held;
}
