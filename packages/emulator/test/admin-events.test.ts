import assert from "node:assert/strict";
import { request } from "node:http";
import { type TestContext, test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { type ActivityEntry, type Emulator, startEmulator } from "../src/index.ts";
import { Peer } from "./support/peer.ts";

async function started(t: TestContext): Promise<Emulator> {
  const emulator = await startEmulator({ seed: 1 });
  t.after(() => emulator.close());
  return emulator;
}

/** Reads the stream line by line until it is left. */
async function listen(
  t: TestContext,
  emulator: Emulator,
  query = "",
  headers: Record<string, string> = { accept: "application/x-ndjson" },
): Promise<{ readonly lines: string[]; readonly type: string | null; leave(): void }> {
  const leaving = new AbortController();
  t.after(() => leaving.abort());
  const response = await fetch(`${emulator.admin}/events${query}`, { headers, signal: leaving.signal });
  const lines: string[] = [];
  void (async () => {
    let text = "";
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString("utf8");
      const complete = text.split("\n");
      text = complete.pop() ?? "";
      lines.push(...complete.filter((line) => line !== ""));
    }
  })().catch(() => undefined);
  return { lines, type: response.headers.get("content-type"), leave: () => leaving.abort() };
}

function entries(lines: readonly string[]): ActivityEntry[] {
  return lines.map((line) => JSON.parse(line) as ActivityEntry);
}

test("NDJSON: what happens, as it happens", async (t) => {
  const emulator = await started(t);
  const { lines, type } = await listen(t, emulator);
  assert.equal(type, "application/x-ndjson");
  const app = emulator.createApp();
  const peer = await Peer.connect(emulator, app);
  const pushed = app.deliverEvent({ type: "x", event: { text: "好" } });
  peer.answer(await peer.push());
  await pushed;
  await app.developerConsole.save({ bot: false });
  app.developerConsole.publish();
  app.developerConsole.disable();
  emulator.faults.add({ kind: "discovery_error", appId: app.appId });
  await fetch(`${emulator.url}/callback/ws/endpoint`, {
    method: "POST",
    body: JSON.stringify({ AppID: app.appId, AppSecret: "wrong" }),
  });
  emulator.faults.clear();
  await fetch(`${emulator.url}/callback/ws/endpoint`, {
    method: "POST",
    body: JSON.stringify({ AppID: app.appId, AppSecret: "wrong" }),
  });
  peer.socket.close();
  await until(() => lines.some((line) => line.includes("connection_closed")));
  const seen = entries(lines);
  assert.deepEqual(
    seen.map(({ type }) => type),
    [
      "connection_opened",
      "delivery",
      "delivery",
      "console_saved",
      "console_published",
      "app_disabled",
      "fault_acted",
      "client_refused",
      "connection_closed",
    ],
  );
  assert.deepEqual(
    seen.map(({ id }) => id),
    seen.map((_, at) => (seen[0]?.id ?? 0) + at),
  );
  assert.ok(seen.every((entry) => "appId" in entry && entry.appId === app.appId));
  const [sent, answered] = seen.filter((entry) => entry.type === "delivery");
  assert.deepEqual([sent?.delivery.status, answered?.delivery.status], ["waiting", "answered"]);
  assert.match(answered?.delivery.requestJson ?? "", /好/);
});

test("server-sent events, and going on after the last one that was seen", async (t) => {
  const emulator = await started(t);
  const app = emulator.createApp();
  for (let count = 0; count < 3; count++) app.developerConsole.publish();
  const { lines, type } = await listen(t, emulator, "", { "last-event-id": "1" });
  assert.equal(type, "text/event-stream");
  await until(() => lines.length === 7);
  assert.deepEqual(lines.slice(0, 3), [": listening", "id: 2", "event: console_published"]);
  const entry = JSON.parse(lines[3]?.replace("data: ", "") ?? "") as ActivityEntry;
  assert.deepEqual(
    { ...entry, at: 0 },
    { id: 2, at: 0, type: "console_published", appId: app.appId, version: "1.0.2" },
  );
  assert.equal(lines[4], "id: 3");
});

test("all that is kept, by app and by type", async (t) => {
  const emulator = await started(t);
  const [one, two] = [emulator.createApp(), emulator.createApp()];
  for (const app of [one, two]) {
    app.developerConsole.publish();
    app.developerConsole.disable();
  }
  const all = await listen(t, emulator, "?after=0");
  const some = await listen(t, emulator, `?after=0&appId=${two.appId}&type=app_disabled,app_enabled`);
  await until(() => all.lines.length === 4 && some.lines.length === 1);
  assert.equal(entries(some.lines)[0]?.id, 4);
  const none = await listen(t, emulator);
  emulator.reset();
  await until(() => none.lines.length === 1);
  assert.equal(entries(none.lines)[0]?.type, "reset");
});

test("a reader who does not read costs a bounded amount, and is told how much it missed", async (t) => {
  const emulator = await started(t);
  const app = emulator.createApp();
  const response = await new Promise<import("node:http").IncomingMessage>((resolve) => {
    request(`${emulator.admin}/events`, { headers: { accept: "application/x-ndjson" } }, resolve).end();
  });
  const event = { text: "x".repeat(100_000) };
  for (let count = 0; count < 400; count++) await app.deliverEvent({ type: "x", event });
  emulator.createApp();
  let text = "";
  response.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await until(() => text.includes('"type":"gap"') && text.endsWith("\n"));
  const gap = JSON.parse(text.split("\n").find((line) => line.includes('"gap"')) ?? "") as { dropped: number };
  assert.ok(gap.dropped > 100 && gap.dropped < 800, `${gap.dropped} dropped`);
  assert.ok(text.length < 32 * 1024 * 1024, `${text.length} characters were kept`);
  response.destroy();
});

test("the emulator closes although somebody listens, and leaving is free", async (t) => {
  const emulator = await started(t);
  const { leave } = await listen(t, emulator);
  await listen(t, emulator);
  leave();
  await emulator.close();
});

test("in code: subscribe() until one has heard enough; a listener that throws harms nobody", async (t) => {
  const errors: string[] = [];
  const nothing = (): void => undefined;
  const logger = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message: string) => void errors.push(message),
  };
  const emulator = await startEmulator({ seed: 1, logger });
  t.after(() => emulator.close());
  const heard: string[] = [];
  emulator.activity.subscribe(() => {
    throw new Error("mine");
  });
  const leave = emulator.activity.subscribe(({ type }) => void heard.push(type));
  const app = emulator.createApp();
  app.developerConsole.publish();
  leave();
  app.developerConsole.publish();
  assert.deepEqual(heard, ["console_published"]);
  assert.deepEqual([errors.length, emulator.activity.since().length], [2, 2]);
});
