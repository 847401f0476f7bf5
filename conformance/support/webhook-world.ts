import { type App, type AppOptions, type Chat, type Emulator, startEmulator } from "@larkwire/emulator";
import { type BotCommand, OfficialBot } from "./official-bot.ts";

/** Whether the app has an Encrypt Key. */
export type Secrecy = "encrypted" | "plain";

/** An emulator with an app whose pushes go to the server of a bot, and one person's chat. */
export interface WebhookWorld extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly app: App;
  readonly chat: Chat;
  readonly bot: OfficialBot;
  /** Where the bot takes requests. */
  readonly requestUrl: string;
}

/**
 * @param path where the bot takes requests
 * @param subscribed the callbacks; default: all current ones
 */
export async function startWebhookWorld(
  command: BotCommand,
  path: string,
  secrecy: Secrecy,
  subscribed: "all" | readonly string[] = "all",
): Promise<WebhookWorld> {
  const keys = { encryptKey: secrecy === "plain" ? "" : "an Encrypt Key", verificationToken: "a Verification Token" };
  const { bot, origin } = await OfficialBot.listen(command, keys);
  const requestUrl = `${origin}${path}`;
  const options: AppOptions = { ...keys, events: { requestUrl }, callbacks: { requestUrl, subscribed } };
  const emulator = await startEmulator();
  const app = emulator.createApp(options);
  return {
    emulator,
    app,
    chat: emulator.createUser({ name: "Alice" }).openChat(app),
    bot,
    requestUrl,
    [Symbol.asyncDispose]: async () => {
      await emulator.close();
      await bot[Symbol.asyncDispose]();
    },
  };
}
