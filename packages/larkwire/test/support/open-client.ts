import { EventDispatcher, type WSClient, type WSClientOptions } from "../../src/index.ts";
import type { MemoryLogger } from "./memory-logger.ts";
import type { ScriptedConnection } from "./scripted-connection.ts";
import type { ScriptedPlatform } from "./scripted-platform.ts";
import { testClient } from "./test-client.ts";

/** A client that is connected, and the platform's end of its connection. Disposing closes the client. */
export interface OpenClient extends AsyncDisposable {
  readonly client: WSClient;
  readonly logger: MemoryLogger;
  readonly connection: ScriptedConnection;
}

/** Starts a client and waits for its connection. Unless told otherwise it answers clicks with `{}`. */
export async function openClient(
  platform: ScriptedPlatform,
  options: Partial<WSClientOptions> = {},
): Promise<OpenClient> {
  const { client, logger } = testClient(platform, { dispatcher: answeringClicks(), ...options });
  await client.start();
  const connection = await platform.opened.take();
  return { client, logger, connection, [Symbol.asyncDispose]: () => client.close() };
}

/** A dispatcher whose clicks are answered at once. */
export function answeringClicks(): EventDispatcher {
  return new EventDispatcher().on("card.action.trigger", () => ({}));
}
