// One of several processes of an app that remember together in Redis. For each event it counts how often handling began and
// how often it was brought to its end, both in Redis, which outlives this process; in between it waits for a key.
// Arguments: the platform's origin, the path of Redis' socket, the lease in milliseconds.
import { Redis } from "ioredis";
import { EventDispatcher, redisDuplicateStore, WSClient } from "../../src/index.ts";

const [domain, path, leaseMs] = process.argv.slice(2);
const redis = new Redis(path ?? "");
const work = new Redis(path ?? "");

async function handle(id: string): Promise<void> {
  await work.rpush(`begun:${id}`, String(process.pid));
  while ((await work.get(`go:${id}`)) === null) await new Promise((resolve) => setTimeout(resolve, 10));
  await work.incr(`done:${id}`);
}

const dispatcher = new EventDispatcher({
  // The longest wait for the other process, so that a busy machine does not decide who handles what.
  deadlineGuard: { marginMs: 0 },
  duplicates: { store: redisDuplicateStore(redis, { leaseMs: Number(leaseMs) }) },
})
  .onCustomized<{ id: string }>("p2", "some.event_v1", (data) => handle(data.event.id))
  .on("card.action.trigger", async (data) => {
    const content = `answered by ${process.pid}`;
    await handle(String(data.event.action.value));
    return { toast: { type: "info", content } };
  });
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher,
  domain,
});
await client.start();
