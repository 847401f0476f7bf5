import { invalidOption } from "../check-option.ts";

/** A client of `ioredis`, as far as it is used. */
export interface IoRedisClient {
  call(...args: [command: string, ...args: string[]]): Promise<unknown>;
}

/** A client of `redis` (node-redis), as far as it is used. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** A connected Redis client of yours. It stays yours: nothing here closes it. */
export type RedisClient = IoRedisClient | NodeRedisClient;

/** Sends one command, given as its words, and resolves with the reply. */
export type RedisCommand = (words: [command: string, ...args: string[]]) => Promise<unknown>;

/** @throws ConfigError `invalid_option` */
export function redisCommand(client: RedisClient): RedisCommand {
  // Both have a sendCommand; that of ioredis takes something else.
  if ("call" in client && typeof client.call === "function") return (words) => client.call(...words);
  if ("sendCommand" in client && typeof client.sendCommand === "function") return (words) => client.sendCommand(words);
  throw invalidOption('redisDuplicateStore() takes a client of the package "ioredis" or "redis".');
}
