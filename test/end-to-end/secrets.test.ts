import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type App, type Emulator, startEmulator } from "@larkwire/emulator";
import { cardWithButtons } from "../support/cards.ts";
import { restartEmulator } from "../support/restart-emulator.ts";
import { until } from "../support/until.ts";
import { RecordingDiscovery } from "./support/recording-discovery.ts";

const APP = {
  appId: "cli_0123456789abcdef",
  appSecret: "planted app secret & more",
  verificationToken: "planted-verification-token",
  encryptKey: "planted-encrypt-key",
};
const CLICKS = ["Fine", "Throw", "Wrong", "Log"];
const clientConfig = { reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };

test("an app that logs all it can at trace shows no credential and writes nothing to stdout", async () => {
  const first = await startEmulator({ clientConfig });
  await using discovery = await RecordingDiscovery.start(first);
  const child = runApp(discovery.url);
  const tokens = await useApp(first, first.createApp(APP));
  await first.close();
  await using second = await restartEmulator(first, { clientConfig });
  discovery.target = second;
  tokens.push(...(await useApp(second, second.createApp(APP))));
  const { exitCode, stdout, stderr, messages } = await child.end();

  assert.equal(exitCode, 0, stderr);
  assert.equal(stdout.length, 0, `stdout holds ${stdout.length} bytes`);
  assert.ok(discovery.credentials.length >= 8 && tokens.length >= 2 * CLICKS.length);
  const secrets = [APP.appSecret, APP.verificationToken, APP.encryptKey, ...discovery.credentials, ...tokens];
  assertSpeaks(stderr);
  assertSpeaks(messages);
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").slice(0, -4)]) {
      assert.ok(!stderr.includes(form), `stderr shows ${form}`);
      assert.ok(!messages.includes(form), `a log line or a state shows ${form}`);
    }
  }
});

/** Clicks everything until both clients have seen each click, and sends an event without a handler. */
async function useApp(emulator: Emulator, app: App): Promise<string[]> {
  await until(() => app.connections.length === 2);
  const card = emulator
    .createUser({ name: "Alice" })
    .openChat(app)
    .postCard(cardWithButtons(...CLICKS));
  const seen = new Set<string>();
  while (seen.size < 2 * CLICKS.length) {
    for (const target of CLICKS) seen.add(`${target} ${(await card.click(target)).delivery.connectionId}`);
  }
  await app.deliverEvent({ type: "x.without.handler_v1", event: {} });
  return emulator.deliveries.flatMap(({ requestJson }) => JSON.parse(requestJson).event.token ?? []);
}

/** So that silence, or a lower level, does not pass for discretion. */
function assertSpeaks(log: string): void {
  for (const part of ["connected to ws://", "[redacted]", "no luck with", "is wrong at", "ended with code 1001"]) {
    assert.ok(log.includes(part), `"${part}" is not in ${log}`);
  }
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the app's own logger got, and every state as JSON. */
  readonly messages: string;
}

function runApp(domain: string): { end(): Promise<Ended> } {
  const script = fileURLToPath(new URL("children/chatty-app.mjs", import.meta.url));
  const env = { ...process.env, LARK_DOMAIN: domain, APP_ID: APP.appId, APP_SECRET: APP.appSecret };
  const child = fork(script, { env, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const said = { stdout: "", stderr: "", messages: "" };
  child.on("message", (message) => {
    said.messages += `${JSON.stringify(message)}\n`;
  });
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  }
  const closed = once(child, "close");
  const end = async (): Promise<Ended> => {
    child.send("end");
    const [exitCode] = (await closed) as [number | null];
    return { exitCode, ...said };
  };
  return { end };
}
