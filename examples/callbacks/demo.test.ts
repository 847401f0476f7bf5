import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Run {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  readonly exitCode: Promise<number | null>;
}

function run(t: TestContext, script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, ["--import", "tsx", file(script), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => child.kill("SIGKILL"));
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  return { child, stdout, stderr, exitCode: once(child, "close").then(([code]) => code as number | null) };
}

function demo(t: TestContext, ...args: string[]): Run {
  return run(t, "demo.ts", args);
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

/** Waits until the running demo has invited to go on by hand, and gives the platform's URL. */
async function invited({ child, stdout, stderr }: Run): Promise<string> {
  while (!stdout().includes("Ctrl+C")) {
    assert.equal(child.exitCode, null, stderr());
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "close")]);
  }
  return /platform +(http:\S+)/.exec(stdout())?.[1] ?? "";
}

async function isUp(url: string): Promise<boolean> {
  return fetch(`${url}/_emu/health`).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("--webhook --once shows four exact answers over HTTP and leaves with 0", async (t) => {
  const webhook = demo(t, "--webhook", "--once");
  assert.equal(await webhook.exitCode, 0, webhook.stderr());
  for (const line of [
    "toast (info): 卡片回传成功",
    "title: 链接预览测试",
    /out_approval -> POST http:\S+\/event -> handler -> HTTP 200/,
    /card\.action\.trigger_v1 -> POST http:\S+\/card -> handler -> HTTP 200/,
    "card (green): 更新卡片成功",
    "All answers are exactly right.",
  ]) {
    const isThere = typeof line === "string" ? webhook.stdout().includes(line) : line.test(webhook.stdout());
    assert.ok(isThere, `${line} in ${webhook.stdout()}`);
  }
});

test("demo --once shows both answers, their routes and times, and leaves with 0", async (t) => {
  const { exitCode, stdout, stderr } = demo(t, "--once");
  assert.equal(await exitCode, 0, stderr());
  assert.match(stdout(), /toast \(info\): 卡片回传成功\n/);
  assert.match(stdout(), /title: 链接预览测试\n/);
  const connection = /connection (\d+)\n/.exec(stdout())?.[1];
  assert.ok(stdout().includes(`card.action.trigger -> connection ${connection} -> handler -> ack 200`));
  assert.ok(stdout().includes(`url.preview.get -> connection ${connection} -> handler -> ack 200`));
  assert.equal(stdout().match(/round trip +(\d+|under 1) ms\n/g)?.length, 2);
  const url = /platform +(http:\S+)/.exec(stdout())?.[1] ?? "";
  assert.equal(await isUp(url), false);
});

test("the bot's process is gone when the demo has left", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "larkwire-demo-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const pidFile = join(folder, "pid");
  const { exitCode, stderr } = run(t, "demo.ts", ["--once", "--bot", file("test-bots/with-pid-file.ts")], {
    PID_FILE: pidFile,
  });
  assert.equal(await exitCode, 0, stderr());
  assert.equal(isAlive(Number(readFileSync(pidFile, "utf8"))), false);
});

test("a bot with another toast makes demo --once fail, and it says what is wrong", async (t) => {
  const { exitCode, stdout, stderr } = demo(t, "--once", "--bot", file("test-bots/wrong-toast.ts"));
  assert.equal(await exitCode, 1);
  assert.match(stderr(), /wrong answer to the click: expected toast .*卡片回传成功.*, got .*something else/);
  assert.doesNotMatch(stderr(), /the link/);
  assert.doesNotMatch(stdout(), /exactly right/);
});

test("without --once a bot of one's own may answer what it likes", async (t) => {
  const running = demo(t, "--bot", file("test-bots/wrong-toast.ts"));
  await invited(running);
  assert.match(running.stdout(), /toast \(info\): something else/);
  assert.match(running.stdout(), /Both answers are accepted\./);
  running.child.kill("SIGINT");
  assert.equal(await running.exitCode, 0, running.stderr());
  assert.doesNotMatch(running.stderr(), /wrong answer/);
});

test("a bot without a handler for links fails, and one that does not listen to SIGTERM is ended all the same", async (t) => {
  const { exitCode, stdout, stderr } = demo(t, "--once", "--bot", file("test-bots/no-link-handler.ts"));
  assert.equal(await exitCode, 1);
  assert.match(stderr(), /wrong answer to the link: expected inline .*链接预览测试.*, got none/);
  assert.match(stdout(), /the bare link/);
});

test("a bot that ends too early is an error with its last lines, not a wait", async (t) => {
  const { exitCode, stderr } = demo(t, "--once", "--bot", file("test-bots/crashing.ts"));
  assert.equal(await exitCode, 1);
  assert.match(stderr(), /the bot ended too early \(3\)/);
  assert.match(stderr(), /this bot has no luck/);
});

test("a bot that never connects ends the demo at its time limit", async (t) => {
  const { exitCode, stderr } = demo(t, "--once", "--time-limit", "2", "--bot", file("test-bots/idle.ts"));
  assert.equal(await exitCode, 1);
  assert.match(stderr(), /gave up after 2 s/);
});

test("without --once everything stays up for more clicks until Ctrl+C", async (t) => {
  const running = demo(t);
  const url = await invited(running);
  const path = /(\/_emu\/cards\/\S+\/click)/.exec(running.stdout())?.[1] ?? "";
  const answer = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify({ target: "Approve" }) });
  const { data } = (await answer.json()) as { data: { toast: { content: string } } };
  assert.equal(data.toast.content, "卡片回传成功");
  running.child.kill("SIGINT");
  assert.equal(await running.exitCode, 0, running.stderr());
  assert.equal(await isUp(url), false);
});

test("even a killed demo leaves no platform behind", async (t) => {
  const running = demo(t);
  const url = await invited(running);
  running.child.kill("SIGKILL");
  const limit = performance.now() + 20_000;
  while ((await isUp(url)) && performance.now() < limit) await sleep(20);
  assert.equal(await isUp(url), false);
});

test("bad flags end with 2 and name the flag; --help explains --bot", async (t) => {
  for (const [flags, says] of [
    [["--colour"], /--colour/],
    [["extra"], /extra/],
    [["--bot"], /--bot/],
    [["--bot", "no-such-file.ts"], /no-such-file\.ts/],
    [["--time-limit", "soon"], /--time-limit is "soon"/],
  ] as const) {
    const { exitCode, stdout, stderr } = demo(t, ...flags);
    assert.deepEqual([await exitCode, stdout()], [2, ""], flags.join(" "));
    assert.match(stderr(), says);
  }
  const help = demo(t, "--help");
  assert.equal(await help.exitCode, 0);
  assert.match(help.stdout(), /--bot <file>/);
});

test("the bot names what is missing in its environment and ends with 2", async (t) => {
  for (const [env, says] of [
    [{ APP_ID: "", APP_SECRET: "" }, /APP_ID and APP_SECRET missing/],
    [{ APP_ID: "cli_0123456789abcdef", APP_SECRET: "" }, /bot: APP_SECRET missing/],
  ] as const) {
    const { exitCode, stdout, stderr } = run(t, "bot.ts", [], env);
    assert.deepEqual([await exitCode, stdout()], [2, ""]);
    assert.match(stderr(), says);
  }
});

test("Ctrl+C ends a bot that has no connection yet", async (t) => {
  const env = { APP_ID: "cli_0123456789abcdef", APP_SECRET: "x".repeat(32), LARK_DOMAIN: "http://127.0.0.1:1" };
  const { child, exitCode, stderr } = run(t, "bot.ts", [], env);
  await once(child.stderr ?? child, "data");
  child.kill("SIGINT");
  assert.equal(await exitCode, 0, stderr());
  assert.doesNotMatch(stderr(), /at file:/);
});
