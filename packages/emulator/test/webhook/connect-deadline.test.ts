import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startWorld } from "../support/world.ts";

/** More than a stopped process with a backlog of 1 is given by any kernel. */
const FILLERS = 8;

/** A URL whose port answers no SYN: its process stands still, and the kernel's queue for it is full. */
async function silentUrl(test: TestContext): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../support/deaf-server.mjs", import.meta.url))]);
  const fillers: Socket[] = [];
  test.after(() => {
    for (const filler of fillers) filler.destroy();
    child.kill("SIGKILL");
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(line.toString());
  child.kill("SIGSTOP");
  for (let count = 0; count < FILLERS; count++) {
    fillers.push(connect(port, "127.0.0.1").on("error", () => undefined));
  }
  // The kernel decides on all of them in order: when the first stands, the queue is full and the last ones wait for ever.
  await once(fillers[0] as Socket, "connect");
  return `http://127.0.0.1:${port}/event`;
}

const linux = {
  skip: process.platform === "linux" ? false : "needs a kernel that drops connections from a full queue",
};

test("200342: no TCP connection within 2 seconds", linux, async (t) => {
  const { clock, emulator, postCard } = await startWorld(t, {}, { callbacks: { requestUrl: await silentUrl(t) } });
  const clicked = postCard().click("Approve");
  clock.skip(1_999);
  assert.equal(emulator.deliveries[0]?.status, "waiting");
  clock.skip(1);
  const { code, reason, delivery, latencyMs } = await clicked;
  assert.deepEqual([code, delivery.status, latencyMs], [200342, "unreachable", 2_000]);
  assert.match(reason, /No TCP connection to the request URL stood within 2000 ms/);
});
