import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { median } from "../support/median.ts";
import { ratios } from "../support/ratios.ts";
import { verdict } from "../support/verdict.ts";
import { LoadPlatform } from "./load-platform.ts";

const CALLBACKS = 40_000;
const IN_FLIGHT = 32;
const WARM_UP = 30_000;
const SETTLE_MS = 300;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const BOTS = ["larkwire", "official", "floor"] as const;

type Bot = (typeof BOTS)[number];

/** Processor time of the bot's process for {@link CALLBACKS} card callbacks, {@link IN_FLIGHT} in flight. */
export async function callbackCost(): Promise<void> {
  const seconds: Record<Bot, number[]> = { larkwire: [], official: [], floor: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const bot of BOTS) seconds[bot].push(await measure(bot));
  }
  const cost = Object.fromEntries(BOTS.map((bot) => [bot, median(seconds[bot])])) as Record<Bot, number>;
  console.log(
    `Processor time of the bot, ${CALLBACKS} card callbacks, ${IN_FLIGHT} in flight, median of ${ROUNDS} rounds`,
  );
  for (const bot of BOTS) console.log(`  ${bot.padEnd(10)} ${((cost[bot] / CALLBACKS) * 1e6).toFixed(1)} µs each`);
  verdict("larkwire / official", median(ratios(seconds.larkwire, seconds.official)), 0.6);
  verdict("larkwire / floor", median(ratios(seconds.larkwire, seconds.floor)), 1.15);
}

async function measure(bot: Bot): Promise<number> {
  const platform = await LoadPlatform.start();
  const script = fileURLToPath(new URL(`bots/${bot}.mjs`, import.meta.url));
  const child = fork(script, { env: { ...process.env, BENCH_ORIGIN: platform.origin }, execArgv: [] });
  try {
    await Promise.all([platform.ready(), once(child, "message")]);
    // The official SDK listens only some turns after its socket is open, and loses what arrives before.
    await setTimeout(SETTLE_MS);
    await platform.send(WARM_UP, IN_FLIGHT);
    const before = await costOf(child);
    await platform.send(CALLBACKS, IN_FLIGHT);
    return (await costOf(child)) - before;
  } finally {
    child.kill();
    platform.close();
  }
}

function costOf(child: ChildProcess): Promise<number> {
  child.send("cost");
  return new Promise((resolve) => {
    child.once("message", (answer) => {
      const { cpu } = answer as { cpu: NodeJS.CpuUsage };
      resolve((cpu.user + cpu.system) / 1e6);
    });
  });
}
