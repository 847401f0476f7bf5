// npm run bench              all of it
// npm run bench -- import    one of: callback, webhook, import, hostile, codec, cards, emulator
import { callbackCost } from "./callback-cost/run.ts";
import { cards } from "./cards.ts";
import { emulatorLoad } from "./emulator-load/run.ts";
import { hostileFrames } from "./hostile-frames.ts";
import { importCost } from "./import-cost/run.ts";
import { webhookCost } from "./webhook-cost/run.ts";

const BENCHES: Record<string, () => Promise<unknown>> = {
  callback: callbackCost,
  webhook: webhookCost,
  import: importCost,
  hostile: hostileFrames,
  codec: () => import("./codec.ts"),
  cards,
  emulator: emulatorLoad,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`no bench is called "${unknown}"; there are: ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await bench();
  console.log();
}
