import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FlagError } from "./demo-error.ts";
import type { Demand } from "./verdict.ts";

export const USAGE = `npm run demo -- [flags]: a click and a link, from the platform to a bot and back, on this machine.

  --webhook     the other way: the platform posts to a server, examples/webhook/server.ts, which gets ENCRYPT_KEY,
                VERIFICATION_TOKEN and PORT in its environment and prints its URL; an event and a legacy card follow
  --once        leave after the answers: 0 when all were exactly right, 1 when not
  --bot <file>  the bot to run, TypeScript or JavaScript, instead of examples/callbacks/bot.ts;
                it gets APP_ID, APP_SECRET and LARK_DOMAIN in its environment;
                without --once it may answer what it likes
  --time-limit <seconds>
                until all answers are there (default 60)
  --help        this text

Without --once everything stays up until Ctrl+C. Exit code 2: bad flags.`;

const OPTIONS = {
  webhook: { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  bot: { type: "string" },
  "time-limit": { type: "string", default: "60" },
  help: { type: "boolean", default: false },
} as const;

/** How callbacks reach the bot. */
export type Way = "long-connection" | "webhook";

const BOTS: Readonly<Record<Way, string>> = { "long-connection": "../bot.ts", webhook: "../../webhook/server.ts" };

export type Flags =
  | { readonly want: "help" }
  | {
      readonly want: "run";
      readonly way: Way;
      readonly once: boolean;
      readonly botFile: string;
      readonly demand: Demand;
      readonly timeLimitMs: number;
    };

/** @throws FlagError */
export function readFlags(args: readonly string[]): Flags {
  const { help, webhook, once, bot, "time-limit": timeLimit } = parse(args);
  if (help) return { want: "help" };
  const way = webhook ? "webhook" : "long-connection";
  const botFile = bot === undefined ? fileURLToPath(new URL(BOTS[way], import.meta.url)) : resolve(bot);
  if (!existsSync(botFile)) throw new FlagError(`There is no bot at ${botFile}.`);
  if (!/^[1-9]\d{0,5}$/.test(timeLimit))
    throw new FlagError(`--time-limit is "${timeLimit}", not a number of seconds.`);
  const demand = once || bot === undefined ? "exact" : "accepted";
  return { want: "run", way, once, botFile, demand, timeLimitMs: Number(timeLimit) * 1000 };
}

interface Values {
  readonly help: boolean;
  readonly webhook: boolean;
  readonly once: boolean;
  readonly bot?: string | undefined;
  readonly "time-limit": string;
}

function parse(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error));
  }
}
