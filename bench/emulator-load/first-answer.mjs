// A fresh process: from its beginning, so that loading Node and the package counts, to the first answer of an emulator,
// and what it weighs then.
import { once } from "node:events";
import { get } from "node:http";
import { startEmulator } from "@larkwire/emulator";

const emulator = await startEmulator();
const [response] = await once(get(`${emulator.url}/_emu/health`), "response");
await once(response.resume(), "end");
const firstAnswerMs = performance.now();
const { user, system } = process.cpuUsage();
globalThis.gc();
process.send({ firstAnswerMs, cpuMs: (user + system) / 1000, rss: process.memoryUsage().rss });
await emulator.close();
process.disconnect();
