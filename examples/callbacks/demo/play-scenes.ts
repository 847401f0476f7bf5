import { basename } from "node:path";
import type { Actor } from "./actor.ts";
import { BUTTON, CARD, LINK } from "./card.ts";
import type { Cast } from "./cast.ts";
import type { DemoError } from "./demo-error.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { clickReport, pasteReport, row } from "./report.ts";
import { findFault } from "./verdict.ts";

/** What is on stage when the two scenes are over. */
export interface Scenes {
  readonly platform: Platform;
  readonly bot: Actor;
  readonly chatId: string;
  readonly cardId: string;
  readonly fault: DemoError | undefined;
}

/** Starts platform and bot, clicks, pastes, and says what happened. */
export async function playScenes(cast: Cast, botFile: string): Promise<Scenes> {
  console.log("A Feishu/Lark bot and its platform, two processes on this machine.\n");
  const platform = await startPlatform(cast);
  const { door, url, app } = platform;
  console.log(row("platform", url));
  const env = { APP_ID: app.appId, APP_SECRET: app.appSecret, LARK_DOMAIN: url };
  const bot = cast.start({ name: "bot", file: botFile, env });
  const { connectionId } = await door.nextConnection(app.appId);
  console.log(row("bot", `${basename(botFile)}, app ${app.appId}, connection ${connectionId}`));

  const { userId } = await door.createUser("Alice");
  const { chatId } = await door.openChat(userId, app.appId);
  const { messageId: cardId } = await door.postCard(chatId, CARD);
  console.log(`\n1. The bot's card is in Alice's chat. Alice clicks "${BUTTON}".`);
  const click = await door.click(cardId, BUTTON);
  console.log(clickReport(click));

  console.log(`\n2. Alice pastes ${LINK}`);
  const paste = await door.paste(chatId, LINK);
  console.log(pasteReport(paste));

  const fault = findFault(click, paste);
  if (fault === undefined) console.log("\nBoth answers are exactly right.");
  return { platform, bot, chatId, cardId, fault };
}
