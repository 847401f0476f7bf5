import type { App, Emulator } from "@larkwire/emulator";
import { type EventDispatcher, WSClient, type WSClientOptions } from "larkwire";
import { MemoryLogger } from "../../../packages/larkwire/test/support/memory-logger.ts";

/** What a client is made of: the app, and the platform it is registered on. */
export interface Platform {
  readonly emulator: Emulator;
  readonly app: App;
}

/** A client that is connected, and its log. Disposing closes it. */
export interface StartedClient extends AsyncDisposable {
  readonly client: WSClient;
  readonly logger: MemoryLogger;
}

/** A client of `platform` that was not started. Its log holds everything from level info on. */
export function makeClient(
  { emulator, app }: Platform,
  dispatcher: EventDispatcher,
  options: Partial<WSClientOptions> = {},
): { client: WSClient; logger: MemoryLogger } {
  const logger = new MemoryLogger();
  const { appId, appSecret } = app;
  const client = new WSClient({ appId, appSecret, dispatcher, domain: emulator.url, logger, ...options });
  return { client, logger };
}

/** Starts a client and waits for its first connection. */
export async function startClient(
  platform: Platform,
  dispatcher: EventDispatcher,
  options: Partial<WSClientOptions> = {},
): Promise<StartedClient> {
  const { client, logger } = makeClient(platform, dispatcher, options);
  await client.start();
  return { client, logger, [Symbol.asyncDispose]: () => client.close() };
}
