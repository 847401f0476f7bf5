import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startWorld } from "./support/world.ts";

const COMMAND = fileURLToPath(new URL("../src/bin/larkwire-emulator.ts", import.meta.url));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(t: TestContext, ...flags: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  return startWith(t, "ignore", flags);
}

function startWith(
  t: TestContext,
  stdin: "ignore" | "pipe",
  flags: readonly string[],
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["--import", "tsx", COMMAND, ...flags], { stdio: [stdin, "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = once(child, "close").then(([code]) => ({ code, stdout: stdout(), stderr: stderr() }) as Ended);
  return { child, ended };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`the command prints one line of JSON when ready and ends cleanly on ${signal}`, async (t) => {
    const flags = ["--port", "0", "--seed", "5", "--app-id", "cli_0123456789abcdef", "--app-secret", "hush"];
    const { child, ended } = start(t, ...flags);
    assert.ok(child.stdout);
    const [line] = await once(createInterface(child.stdout), "line");
    const ready = JSON.parse(line as string);
    assert.deepEqual([ready.app.appId, ready.app.appSecret, ready.seed], ["cli_0123456789abcdef", "hush", 5]);
    assert.equal((await fetch(`${ready.admin}/health`)).status, 200);
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0);
    assert.equal(stdout, `${line}\n`);
    assert.match(stderr, /listening/);
    assert.doesNotMatch(stderr, /hush/);
  });
}

for (const [name, end] of [
  ["its standard input ends", (child: ChildProcess) => child.stdin?.end()],
  ["SIGTERM comes, although its standard input is open", (child: ChildProcess) => child.kill("SIGTERM")],
] as const) {
  test(`--stop-with-stdin: the command ends with 0 when ${name}`, async (t) => {
    const { child, ended } = startWith(t, "pipe", ["--port", "0", "--stop-with-stdin"]);
    assert.ok(child.stdout);
    await once(createInterface(child.stdout), "line");
    end(child);
    assert.equal((await ended).code, 0);
  });
}

test("--manual-clock: time stands still until the door moves it", async (t) => {
  const { child } = start(t, "--port", "0", "--manual-clock");
  assert.ok(child.stdout);
  const [line] = await once(createInterface(child.stdout), "line");
  const { admin } = JSON.parse(line as string);
  const read = async (path: string, init?: RequestInit): Promise<{ nowMs: number; isManual: boolean }> =>
    ((await (await fetch(`${admin}${path}`, init)).json()) as { data: { nowMs: number; isManual: boolean } }).data;
  const before = await read("/clock");
  const after = await read("/clock/advance", { method: "POST", body: '{"ms":1800000}' });
  assert.deepEqual([before.isManual, after.nowMs - before.nowMs], [true, 1_800_000]);
});

test("bad flags end with 2 and name the flag", async (t) => {
  for (const [flags, says] of [
    [["--colour"], /--colour/],
    [["--port", "many"], /--port is "many"/],
    [["--port", "99999"], /port is 99999/],
    [["--seed", "x"], /--seed is "x"/],
    [["--port", "0", "--app-id", "mine"], /"mine" is no app id/],
    [["extra"], /extra/],
  ] as const) {
    const { code, stdout, stderr } = await start(t, ...flags).ended;
    assert.deepEqual([code, stdout], [2, ""], flags.join(" "));
    assert.match(stderr, says);
  }
});

test("a port in use ends with 4 and the next step", async (t) => {
  const { emulator } = await startWorld(t);
  const { code, stdout, stderr } = await start(t, "--port", new URL(emulator.url).port).ended;
  assert.deepEqual([code, stdout], [4, ""]);
  assert.match(stderr, /choose another port/);
});

test("--help explains every flag", async (t) => {
  const { code, stdout } = await start(t, "--help").ended;
  assert.equal(code, 0);
  for (const flag of ["--host", "--port", "--seed", "--manual-clock", "--stop-with-stdin", "--app-id", "--app-secret"])
    assert.match(stdout, new RegExp(flag));
});
