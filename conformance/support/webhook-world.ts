import { type App, type AppOptions, type Chat, type Emulator, startEmulator } from "@larkwire/emulator";
import { type BotCommand, OfficialBot } from "./official-bot.ts";

/** Whether the app has an Encrypt Key. */
export type Secrecy = "encrypted" | "plain";

/** A bot that is a server, and the keys that it was told. */
export interface WebhookBot extends AsyncDisposable {
  readonly bot: OfficialBot;
  /** Where it takes requests. */
  readonly requestUrl: string;
  readonly keys: { readonly encryptKey: string; readonly verificationToken: string };
}

/** An emulator with an app whose pushes go to a bot, and one person's chat. Disposing closes the emulator. */
export interface WebhookWorld extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly app: App;
  readonly chat: Chat;
  readonly bot: OfficialBot;
  readonly requestUrl: string;
}

/** @param path where the bot takes requests */
export async function startWebhookBot(command: BotCommand, path: string, secrecy: Secrecy): Promise<WebhookBot> {
  const keys = { encryptKey: secrecy === "plain" ? "" : "an Encrypt Key", verificationToken: "a Verification Token" };
  const { bot, origin } = await OfficialBot.listen(command, keys);
  return { bot, keys, requestUrl: `${origin}${path}`, [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() };
}

/** What is tested is what is sent and answered; how fast a busy machine is has no part in it. */
const PATIENCE_MS = 30_000;

/** @param subscribed the callbacks; default: all current ones */
export async function startWebhookWorld(
  { bot, keys, requestUrl }: WebhookBot,
  subscribed: "all" | readonly string[] = "all",
): Promise<WebhookWorld> {
  const options: AppOptions = { ...keys, events: { requestUrl }, callbacks: { requestUrl, subscribed } };
  const emulator = await startEmulator({
    answerDeadlineMs: PATIENCE_MS,
    webhook: { connectDeadlineMs: PATIENCE_MS, challengeDeadlineMs: PATIENCE_MS },
  });
  const app = emulator.createApp(options);
  return {
    emulator,
    app,
    chat: emulator.createUser({ name: "Alice" }).openChat(app),
    bot,
    requestUrl,
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
