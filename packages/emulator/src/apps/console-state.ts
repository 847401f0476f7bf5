import type { AppConfig } from "./app-config.ts";

/** A published state of an app's settings. */
export interface AppVersion {
  /** `1.0.0`, then `1.0.1` and so on. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  /** What was set when it was published. */
  readonly config: AppConfig;
}

/** All that the developer console remembers of an app. JSON. */
export interface ConsoleState {
  readonly draft: AppConfig;
  /** Oldest first. */
  readonly versions: readonly AppVersion[];
  readonly publishedCount: number;
  /** Whether the company's administrator lets the app run. */
  readonly enabled: boolean;
}
