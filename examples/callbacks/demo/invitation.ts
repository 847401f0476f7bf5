import { BUTTON, LINK } from "./card.ts";
import type { Cast } from "./cast.ts";
import { DemoError } from "./demo-error.ts";
import { orEnd } from "./or-end.ts";
import type { Scenes } from "./play-scenes.ts";
import { row } from "./report.ts";

/** Leaves everything up, says how to go on by hand, and waits for Ctrl+C. */
export async function openInvitation(cast: Cast, { platform, bot, cardId, chatId }: Scenes): Promise<void> {
  const { admin } = platform;
  const lines = [
    "\nPlatform and bot stay up. Go on by hand:\n",
    row("click", `curl -s ${admin}/cards/${cardId}/click -d '{"target":"${BUTTON}"}'`),
    row("paste", `curl -s ${admin}/chats/${chatId}/paste -d '{"url":"${LINK}"}'`),
    row("say", `curl -s ${admin}/chats/${chatId}/say -d '{"text":"hello"}'`),
    row("journal", `curl -s ${admin}/deliveries`),
    row("end", "Ctrl+C"),
  ];
  console.log(lines.join("\n"));
  bot.follow((line) => console.error(line));
  await orEnd(new Promise<never>(() => undefined), cast.signal).catch((reason: unknown) => {
    if (!(reason instanceof DemoError) || reason.exitCode < 128) throw reason;
  });
}
