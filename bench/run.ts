// npm run bench              all of it
// npm run bench -- import    one of: callback, import, hostile, codec, cards
import { callbackCost } from "./callback-cost/run.ts";
import { cards } from "./cards.ts";
import { hostileFrames } from "./hostile-frames.ts";
import { importCost } from "./import-cost/run.ts";

const BENCHES: Record<string, () => Promise<unknown>> = {
  callback: callbackCost,
  import: importCost,
  hostile: hostileFrames,
  codec: () => import("./codec.ts"),
  cards,
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
