import { fileURLToPath } from "node:url";
import type { BotCommand } from "./official-bot.ts";

/** A bot of `conformance/official-node/bots`. */
export function nodeBot(name: string): BotCommand {
  const script = fileURLToPath(new URL(`../official-node/bots/${name}`, import.meta.url));
  return { file: process.execPath, args: [script] };
}
