import assert from "node:assert/strict";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import type { Emulator, LogFields } from "../src/index.ts";
import { startWorld } from "./support/world.ts";

const DOORS = ["/_emu/apps", "/open-apis/auth/v3/tenant_access_token/internal", "/callback/ws/endpoint"] as const;

/** An emulator, and all that it says of failures. */
async function startListening(t: TestContext): Promise<{ emulator: Emulator; said: unknown[] }> {
  const said: unknown[] = [];
  const note = (message: string, fields?: LogFields): void => void said.push([message, fields]);
  const nothing = (): void => undefined;
  const logger = { debug: nothing, info: nothing, warn: note, error: note };
  t.mock.method(console, "error", (...parts: unknown[]) => void said.push(parts));
  const { emulator } = await startWorld(t, { logger });
  return { emulator, said };
}

/** Writes `text` to an emulator, and maybe ends; resolves with all that comes back when the emulator has ended. */
async function exchange(emulator: Emulator, text: string, mayEnd: boolean = true): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(emulator.url).port) });
  let received = "";
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("utf8");
  });
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write(text);
  if (mayEnd) socket.end();
  await closed;
  return received;
}

for (const path of DOORS) {
  test(`${path}: a client that goes away in the middle of its body is no failure of the emulator`, async (t) => {
    const { emulator, said } = await startListening(t);
    await exchange(emulator, `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\nhalf`);
    const { status } = await fetch(`${emulator.admin}/health`);
    assert.deepEqual([status, said], [200, []]);
  });

  test(`${path}: a body that is too long is refused, and its connection ends as the answer says`, async (t) => {
    const { emulator } = await startListening(t);
    const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 20000000\r\n\r\n`;
    const reply = await exchange(emulator, head + "a".repeat(12 * 1024 * 1024), false);
    assert.match(reply, /^HTTP\/1\.1 413 .*^connection: close\r\n/ims);
  });
}

for (const host of ["a b", "[::1", "@@", "127.0.0.1:99999"]) {
  test(`the Host "${host}" is refused with a code and a reason`, async (t) => {
    const { emulator } = await startListening(t);
    const reply = await exchange(emulator, `GET /_emu/health HTTP/1.1\r\nconnection: close\r\nhost: ${host}\r\n\r\n`);
    assert.match(reply, /^HTTP\/1\.1 400 .*\{"code":9499,"msg":"Bad Request: .+"\}/s);
  });
}
