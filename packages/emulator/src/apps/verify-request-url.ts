import type { AppConfig } from "./app-config.ts";

/**
 * Sends a challenge to `url`, with the keys of `config`, and waits at most a second for its return. Resolves with
 * `undefined` when it came back, else with what the console says, as a sentence.
 */
export type VerifyRequestUrl = (url: string, config: AppConfig) => Promise<string | undefined>;
