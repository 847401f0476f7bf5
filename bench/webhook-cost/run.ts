import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { cardCallbackFrame } from "../support/card-callback-frame.ts";
import { median } from "../support/median.ts";
import { ratios } from "../support/ratios.ts";
import { verdict } from "../support/verdict.ts";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const RECEIVERS = ["larkwire", "official"] as const;

type Receiver = (typeof RECEIVERS)[number];

/** Processor time of one encrypted, signed callback, from the bytes of the request to those of the answer. */
export async function webhookCost(): Promise<void> {
  const microseconds: Record<Receiver, number[]> = { larkwire: [], official: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const receiver of RECEIVERS) microseconds[receiver].push(await measure(receiver));
  }
  console.log(`Processor time of an encrypted, signed callback, median of ${ROUNDS} rounds`);
  for (const receiver of RECEIVERS) {
    console.log(`  ${receiver.padEnd(10)} ${median(microseconds[receiver]).toFixed(1)} µs each`);
  }
  verdict("larkwire / official", median(ratios(microseconds.larkwire, microseconds.official)), 0.7);
}

async function measure(receiver: Receiver): Promise<number> {
  const script = fileURLToPath(new URL(`receivers/${receiver}.mjs`, import.meta.url));
  const callback = Buffer.from(cardCallbackFrame("").payload ?? "").toString("utf8");
  const [report] = await once(fork(script, [callback], { execArgv: ["--expose-gc"] }), "message");
  return (report as { microseconds: number }).microseconds;
}
