import assert from "node:assert/strict";
import { test } from "node:test";
import { cardActionBody } from "./support/bodies.ts";
import { runChild } from "./support/run-child.ts";
import { ScriptedPlatform } from "./support/scripted-platform.ts";

test("a process that connects, answers once and closes comes to its end by itself, with nothing on stdout", async () => {
  await using platform = await ScriptedPlatform.start();
  using child = runChild("answer-once.ts", [platform.origin]);
  const connection = await platform.opened.take();
  const { answer } = await connection.ask(cardActionBody());
  assert.deepEqual(answer, { toast: { type: "info", content: "answered" } });
  const { exitCode, stdout, stderr } = await child.exited;
  assert.equal(exitCode, 0, stderr);
  assert.equal(stdout.length, 0);
  assert.match(stderr, /info larkwire: connected/);
});

test("a process whose start() is refused comes to its end by itself, with nothing on stdout", async () => {
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = () => ({ code: 403, msg: "forbidden" });
  using child = runChild("start-rejects.ts", [platform.origin]);
  const { exitCode, stdout, stderr } = await child.exited;
  assert.equal(exitCode, 0, stderr);
  assert.equal(stdout.length, 0);
  assert.equal(platform.discoveries.length, 1);
});
