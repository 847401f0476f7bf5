import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../support/median.ts";
import { verdict } from "../support/verdict.ts";

const APPS = 40;
const CONNECTIONS = 2_000;
const RATE = Number(process.env.BENCH_RATE ?? 3_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const STARTS = 7;
const SAMPLE_MS = 1_000;
const MIB = 1024 * 1024;

/** Of both processes together; what is beyond means two cores do not keep up. */
const MAX_SECONDS_BEYOND = 1;
/** The emulator's resident memory under load. */
const MAX_LOADED_MIB = 400;
const MAX_FIRST_ANSWER_MS = 500;
const MAX_IDLE_MIB = 120;

interface Start {
  readonly firstAnswerMs: number;
  readonly cpuMs: number;
  readonly rss: number;
}

interface Usage {
  readonly usage: NodeJS.CpuUsage;
  readonly rss: number;
}

interface Done {
  readonly tookSeconds: number;
  readonly cpuSeconds: number;
  readonly clicked: number;
  readonly good: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly mostWaiting: number;
  readonly p50: number;
  readonly p99: number;
}

/** The emulator when it starts, and with {@link CONNECTIONS} clients that answer {@link RATE} clicks a second. */
export async function emulatorLoad(): Promise<void> {
  await firstAnswer();
  await load();
}

async function firstAnswer(): Promise<void> {
  const starts: Start[] = [];
  for (let start = 0; start < STARTS; start++) {
    const [cost] = await once(fork(script("first-answer"), { execArgv: ["--expose-gc"] }), "message");
    starts.push(cost as Start);
  }
  const cpuMs = median(starts.map((start) => start.cpuMs));
  console.log(
    `The emulator in a fresh process, median of ${STARTS}; ${cpuMs.toFixed(0)} ms of processor time to the first answer`,
  );
  verdict("ms to the first answer", median(starts.map(({ firstAnswerMs }) => firstAnswerMs)), MAX_FIRST_ANSWER_MS);
  verdict("MiB resident, idle", median(starts.map(({ rss }) => rss)) / MIB, MAX_IDLE_MIB);
}

async function load(): Promise<void> {
  const emulator = fork(script("emulator"), [JSON.stringify({ apps: APPS, rate: RATE, seconds: SECONDS })], {
    execArgv:
      process.env.BENCH_PROFILE === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`],
  });
  const [started] = (await once(emulator, "message")) as [{ url: string; apps: object[] }];
  const clients = fork(script("clients"), [JSON.stringify({ ...started, connections: CONNECTIONS })], {
    execArgv: ["--import", "tsx"],
  });
  try {
    await once(clients, "message");
    const [emulatorBefore, clientsBefore] = [await usageOf(emulator), await usageOf(clients)];
    const samples: number[] = [];
    const sampler = setInterval(() => emulator.send("usage"), SAMPLE_MS);
    const done = await new Promise<Done>((resolve) => {
      emulator.on("message", (message: Partial<Usage> & { done?: Done }) => {
        if (message.rss !== undefined) samples.push(message.rss / MIB);
        if (message.done !== undefined) resolve(message.done);
      });
      emulator.send("begin");
    });
    clearInterval(sampler);
    report(done, emulatorBefore.rss / MIB, samples, seconds(await usageOf(clients)) - seconds(clientsBefore));
  } finally {
    emulator.kill();
    clients.kill();
  }
}

function report(done: Done, connectedMib: number, samples: readonly number[], clientSeconds: number): void {
  const { tookSeconds, cpuSeconds, clicked, good, codes, mostWaiting, p50, p99 } = done;
  console.log(`${CONNECTIONS} connections of ${APPS} apps, ${clicked} clicks at ${RATE} a second`);
  console.log(`  answered well: ${good} of ${clicked} ${JSON.stringify(codes)}, in ${tookSeconds.toFixed(1)} s`);
  console.log(
    `  click to outcome: ${p50.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (99 %), most waiting ${mostWaiting}`,
  );
  const each = (cpuSeconds / clicked) * 1e6;
  console.log(
    `  processor: emulator ${cpuSeconds.toFixed(1)} s, ${each.toFixed(0)} µs each; clients ${clientSeconds.toFixed(1)} s`,
  );
  console.log(
    `  MiB resident: ${connectedMib.toFixed(0)} connected; under load ${samples.map((mib) => mib.toFixed(0)).join(" ")}`,
  );
  verdict("share not answered well", 1 - good / clicked, 0);
  verdict("seconds beyond the load", tookSeconds - SECONDS, MAX_SECONDS_BEYOND);
  verdict("MiB resident, loaded", Math.max(...samples, connectedMib), MAX_LOADED_MIB);
  verdict("cores of the emulator", cpuSeconds / SECONDS, 1);
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [usage] = await once(child, "message");
  return usage as Usage;
}

function seconds({ usage }: Usage): number {
  return (usage.user + usage.system) / 1e6;
}

function script(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
}
