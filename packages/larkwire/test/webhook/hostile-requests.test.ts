import assert from "node:assert/strict";
import { test } from "node:test";
import { cardActionBody } from "../support/bodies.ts";
import { HostileRequests } from "../support/hostile-requests.ts";
import { Pipeline } from "../support/pipeline.ts";
import { sealedPost } from "../support/platform-post.ts";
import { type RunningChild, runChild } from "../support/run-child.ts";

const REQUESTS = 50_000;
const CONNECTIONS = 8;
const BATCH = 50;

/** What the child says of itself, over a connection of its own. */
async function measure(port: number): Promise<{ handled: number; heldMib: number }> {
  const { headers, body } = await sealedPost(cardActionBody("measure"));
  const response = await fetch(`http://127.0.0.1:${port}/webhook`, {
    method: "POST",
    headers,
    body: Buffer.from(body),
  });
  assert.equal(response.status, 200);
  return JSON.parse(((await response.json()) as { toast: { content: string } }).toast.content);
}

function portOf(child: RunningChild): Promise<number> {
  return new Promise((resolve, reject) => {
    child.process.stderr?.on("data", (chunk: Buffer) => {
      const port = /listening on (\d+)/.exec(chunk.toString("utf8"))?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    void child.exited.then(({ stderr }) => reject(new Error(stderr)));
  });
}

test(`${REQUESTS} malformed requests: each gets a 4xx, none a handler, and the process stays as it is`, async () => {
  using child = runChild("hostile-webhook.ts", []);
  const port = await portOf(child);
  const hostile = new HostileRequests(20_260_101);
  const statuses = new Map<string, Set<number>>();
  let sent = 0;
  const sendMany = async (upTo: number): Promise<void> => {
    using pipeline = await Pipeline.open(port);
    while (sent < upTo) {
      const batch = Array.from({ length: Math.min(BATCH, upTo - sent) }, () => hostile.next());
      sent += batch.length;
      const answers = await pipeline.send(batch);
      for (const [at, { name }] of batch.entries()) {
        statuses.set(name, (statuses.get(name) ?? new Set()).add(answers[at] ?? 0));
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sendMany(REQUESTS / 5)));
  const early = await measure(port);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sendMany(REQUESTS)));
  const late = await measure(port);

  assert.deepEqual([...statuses.keys()].sort(), hostile.names.sort());
  for (const [name, seen] of statuses) {
    for (const status of seen) assert.ok(status >= 400 && status < 500, `${name}: ${status}`);
  }
  assert.deepEqual([early.handled, late.handled], [0, 0]);
  assert.ok(late.heldMib - early.heldMib < 3, `${early.heldMib} MiB early, ${late.heldMib} MiB late`);
  assert.equal(child.process.exitCode, null);
  child.process.kill("SIGTERM");
  const { stdout, stderr } = await child.exited;
  assert.equal(stdout.length, 0);
  assert.ok(stderr.length < 64 * 1024, `${stderr.length} bytes of log`);
});
