import { writeFileSync } from "node:fs";

/** The bot of the example, which also says who it is. */
writeFileSync(process.env.PID_FILE ?? "", String(process.pid));
await import("../bot.ts");
