// One command that shows everything: an open platform, a bot, a click and a link. See demo/flags.ts for the flags.
import { Cast } from "./demo/cast.ts";
import { exitCodeOf, explain } from "./demo/demo-error.ts";
import { type Flags, readFlags, USAGE } from "./demo/flags.ts";
import { openInvitation } from "./demo/invitation.ts";
import { playScenes } from "./demo/play-scenes.ts";

async function main(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags.want === "help") console.log(USAGE);
  else await run(flags);
}

async function run({ botFile, demand, once, timeLimitMs, way }: Extract<Flags, { want: "run" }>): Promise<void> {
  await using cast = new Cast();
  const scenes = await cast.within(timeLimitMs, () => playScenes(cast, way, botFile, demand));
  if (scenes.fault !== undefined) complain(scenes.fault);
  if (!once) await openInvitation(cast, scenes);
}

function complain(error: unknown): void {
  process.exitCode = exitCodeOf(error);
  console.error(explain(error));
}

main(process.argv.slice(2)).catch(complain);
