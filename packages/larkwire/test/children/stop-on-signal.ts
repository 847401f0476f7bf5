// Connects to the platform at the given origin and ends in order on SIGTERM. A click is answered when its value says so:
// after as many milliseconds. With "own" it closes by itself what the helper would close, and nothing ends it by force.
import { setTimeout as sleep } from "node:timers/promises";
import { closeOnSignal, EventDispatcher, WSClient } from "../../src/index.ts";

const [domain, mode, drainTimeoutMs] = process.argv.slice(2);
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher: new EventDispatcher().on("card.action.trigger", async ({ event }) => {
    await sleep(Number(event.action.value));
    return { toast: { type: "info", content: "answered" } };
  }),
  domain,
  connections: 2,
});
const options = { drainTimeoutMs: Number(drainTimeoutMs) };
// An idle client keeps no process alive.
const keptAlive = setInterval(() => undefined, 1_000);
const end = (): void => clearInterval(keptAlive);
void client.closed.then(end, end);

if (mode === "own" || mode === "idle") process.once("SIGTERM", () => void client.close(options));
else closeOnSignal(client, options);
process.stderr.write("ready\n");
if (mode === "own") void client.start();
else if (mode === "helper") await client.start();
