import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../support/median.ts";
import { verdict } from "../support/verdict.ts";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 11);

/** What a fresh process pays for importing a package. */
interface ImportCost {
  readonly importMs: number;
  /** Resident memory. */
  readonly rssBytes: number;
  /** Heap and buffers in use after a collection. */
  readonly heldBytes: number;
}

/** Import time and memory after it, of fresh processes, beside one that imports nothing. */
export async function importCost(): Promise<void> {
  const empty: ImportCost[] = [];
  const larkwire: ImportCost[] = [];
  const official: ImportCost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await measure());
    larkwire.push(await measure("larkwire"));
    official.push(await measure("@larksuiteoapi/node-sdk"));
  }
  const [bare, ours, theirs] = [empty, larkwire, official].map(medians);
  if (bare === undefined || ours === undefined || theirs === undefined) return;
  console.log(`Import in a fresh process, median of ${ROUNDS} rounds; memory is what is added to an empty process`);
  for (const [name, cost] of [["larkwire", ours] as const, ["official", theirs] as const]) {
    const rss = mib(cost.rssBytes - bare.rssBytes);
    const held = mib(cost.heldBytes - bare.heldBytes);
    console.log(`  ${name.padEnd(10)} ${cost.importMs.toFixed(0)} ms, ${rss} MiB resident, ${held} MiB of it in use`);
  }
  verdict("import time", ours.importMs / theirs.importMs, 0.25);
  verdict("resident memory", (ours.rssBytes - bare.rssBytes) / (theirs.rssBytes - bare.rssBytes), 0.35);
  verdict("memory in use", (ours.heldBytes - bare.heldBytes) / (theirs.heldBytes - bare.heldBytes), 0.35);
}

async function measure(...names: string[]): Promise<ImportCost> {
  const script = fileURLToPath(new URL("import-one.mjs", import.meta.url));
  const [cost] = await once(fork(script, names, { execArgv: ["--expose-gc"] }), "message");
  return cost as ImportCost;
}

function medians(costs: readonly ImportCost[]): ImportCost {
  return {
    importMs: median(costs.map((cost) => cost.importMs)),
    rssBytes: median(costs.map((cost) => cost.rssBytes)),
    heldBytes: median(costs.map((cost) => cost.heldBytes)),
  };
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
