import type { Actor } from "./actor.ts";
import { BUTTON, CARD, LINK } from "./card.ts";
import type { Cast } from "./cast.ts";
import type { DemoError } from "./demo-error.ts";
import type { Way } from "./flags.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { clickReport, pasteReport, row } from "./report.ts";
import { startBot } from "./start-bot.ts";
import { type Demand, faultsOfCallbacks, verdict } from "./verdict.ts";
import { playWebhookScenes } from "./webhook-scenes.ts";

/** What is on stage when the two scenes are over. */
export interface Scenes {
  readonly platform: Platform;
  readonly bot: Actor;
  readonly chatId: string;
  readonly cardId: string;
  readonly fault: DemoError | undefined;
}

/** Starts platform and bot, clicks, pastes, and says what happened. */
export async function playScenes(cast: Cast, way: Way, botFile: string, demand: Demand): Promise<Scenes> {
  console.log("A Feishu/Lark bot and its platform, two processes on this machine.\n");
  const platform = await startPlatform(cast);
  const { door, app } = platform;
  console.log(row("platform", platform.url));
  const { bot, description, url } = await startBot(cast, platform, way, botFile);
  console.log(row("bot", description));

  const { userId } = await door.createUser("Alice");
  const { chatId } = await door.openChat(userId, app.appId);
  const { messageId: cardId } = await door.postCard(chatId, CARD);
  console.log(`\n1. The bot's card is in Alice's chat. Alice clicks "${BUTTON}".`);
  const click = await door.click(cardId, BUTTON);
  console.log(clickReport(click));

  console.log(`\n2. Alice pastes ${LINK}`);
  const paste = await door.paste(chatId, LINK);
  console.log(pasteReport(paste));

  const more = url === undefined ? [] : await playWebhookScenes(platform, chatId, url, demand);
  const fault = verdict([...faultsOfCallbacks(demand, click, paste), ...more]);
  const praise = demand === "exact" ? "exactly right" : "accepted";
  if (fault === undefined) console.log(`\n${url === undefined ? "Both" : "All"} answers are ${praise}.`);
  return { platform, bot, chatId, cardId, fault };
}
