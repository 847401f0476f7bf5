import { basename } from "node:path";
import type { Actor } from "./actor.ts";
import type { Cast } from "./cast.ts";
import type { Way } from "./flags.ts";
import { orEnd } from "./or-end.ts";
import type { Platform } from "./platform.ts";

/** A bot that the platform can reach. */
export interface ReachableBot {
  readonly bot: Actor;
  /** Its file, and how it is reached. */
  readonly description: string;
  /** Where its server is; only by webhook. */
  readonly url: string | undefined;
}

/** Starts the bot, and waits until platform and bot have found each other. */
export function startBot(cast: Cast, platform: Platform, way: Way, file: string): Promise<ReachableBot> {
  return way === "webhook" ? startServer(cast, platform, file) : startClient(cast, platform, file);
}

async function startClient(cast: Cast, { app, door, url }: Platform, file: string): Promise<ReachableBot> {
  const env = { APP_ID: app.appId, APP_SECRET: app.appSecret, LARK_DOMAIN: url };
  const bot = cast.start({ name: "bot", file, env });
  const { connectionId } = await door.nextConnection(app.appId);
  return { bot, description: `${basename(file)}, app ${app.appId}, connection ${connectionId}`, url: undefined };
}

/** Its address is saved in the console, which asks the server for the challenge. */
async function startServer(cast: Cast, { app, door }: Platform, file: string): Promise<ReachableBot> {
  const env = { ENCRYPT_KEY: app.encryptKey, VERIFICATION_TOKEN: app.verificationToken, PORT: "0" };
  const bot = cast.start({ name: "bot", file, env });
  const url = await orEnd(bot.firstLine, cast.signal);
  const requestUrl = `${url}/event`;
  await door.configure(app.appId, {
    events: { mode: "webhook", requestUrl, subscribed: ["out_approval"] },
    callbacks: { mode: "webhook", requestUrl, subscribed: ["card.action.trigger", "url.preview.get"] },
  });
  return { bot, description: `${basename(file)}, app ${app.appId}, request URL ${requestUrl}`, url };
}
