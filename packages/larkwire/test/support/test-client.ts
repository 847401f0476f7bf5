import { EventDispatcher, WSClient, type WSClientOptions } from "../../src/index.ts";
import { MemoryLogger } from "./memory-logger.ts";
import type { ScriptedPlatform } from "./scripted-platform.ts";

export const APP_ID = "cli_0123456789abcdef";
export const APP_SECRET = "planted-app-secret-000000000000";

/** A client of `platform` that logs into memory. */
export function testClient(
  platform: ScriptedPlatform,
  options: Partial<WSClientOptions> = {},
): { client: WSClient; logger: MemoryLogger } {
  const logger = new MemoryLogger();
  const client = new WSClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    dispatcher: new EventDispatcher(),
    domain: platform.origin,
    logger,
    logLevel: "trace",
    ...options,
  });
  return { client, logger };
}
