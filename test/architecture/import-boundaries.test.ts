import assert from "node:assert/strict";
import { test } from "node:test";
import { cryptographyElsewhere, moduleState, writesToStdout } from "./code-rules.ts";
import { forbiddenImports, RULED_FOLDERS } from "./import-rules.ts";
import { parseSource, readSources, type Source } from "./read-source.ts";

const RULED = readSources(RULED_FOLDERS);
const PRODUCT = RULED.filter(({ path }) => /^packages\/[^/]+\/src\//.test(path));

/** A rule, seen to object to every sample in `bad` and to none in `good`; samples are a path and its text. */
function assertRule(
  rule: (source: Source) => string[],
  { bad, good }: { bad: [string, string][]; good: [string, string][] },
): void {
  for (const [path, text] of bad) assert.equal(rule(parseSource(path, text)).length, 1, `${path}: ${text}`);
  for (const [path, text] of good) assert.deepEqual(rule(parseSource(path, text)), [], `${path}: ${text}`);
}

const PROTOCOL = "packages/protocol/src/frame/x.ts";
const LARKWIRE = "packages/larkwire/src/connection/x.ts";
const EMULATOR = "packages/emulator/src/gateway/x.ts";

test("all of the product is read", () => {
  for (const name of ["protocol", "cards", "larkwire", "emulator"]) {
    const paths = PRODUCT.map(({ path }) => path).filter((path) => path.startsWith(`packages/${name}/`));
    assert.ok(paths.includes(`packages/${name}/src/index.ts`) && paths.length > 10, name);
  }
  const wsClient = PRODUCT.find(({ path }) => path.endsWith("/ws-client.ts"));
  assert.ok(wsClient?.imports.includes("./assemble-client.ts"));
});

test("who may import whom", () => {
  assertRule(forbiddenImports, {
    bad: [
      [PROTOCOL, 'import { readFile } from "node:fs";'],
      [PROTOCOL, 'import { createHash } from "node:crypto";'],
      [PROTOCOL, 'import type { WebSocket } from "ws";'],
      [LARKWIRE, 'import { startEmulator } from "@larkwire/emulator";'],
      [LARKWIRE, 'import type { Emulator } from "../../../emulator/src/index.ts";'],
      [LARKWIRE, 'export { encodeFrame } from "../../../protocol/src/index.ts";'],
      [LARKWIRE, 'const hono = await import("hono");'],
      [EMULATOR, 'import { WSClient } from "larkwire";'],
      [EMULATOR, 'export * from "../../../larkwire/src/redact.ts";'],
      ["examples/callbacks/x.ts", 'import { decodeFrame } from "@larkwire/protocol";'],
      ["examples/callbacks/x.ts", 'import { Link } from "../../packages/larkwire/src/connection/link/link.ts";'],
      ["bench/x.ts", 'import { Link } from "../packages/larkwire/src/connection/link/link.ts";'],
      ["conformance/x.mjs", 'import { WSClient } from "larkwire";'],
      ["conformance/x.cjs", 'const { WSClient } = require("larkwire");'],
      ["conformance/x.ts", 'import { startClient } from "../test/end-to-end/support/start-client.ts";'],
      ["test/support/x.ts", 'import { WSClient } from "larkwire";'],
    ],
    good: [
      [PROTOCOL, 'import { decodeFrame } from "./decode-frame.ts"; import type { Ack } from "../index.ts";'],
      ["packages/protocol/src/security/x.ts", 'import { createHash } from "node:crypto"; import "../codes.ts";'],
      [LARKWIRE, 'import { WebSocket } from "ws"; import { connect } from "node:net"; import "../logger.ts";'],
      [EMULATOR, 'import { Hono } from "hono/tiny"; import { serve } from "@hono/node-server";'],
      ["conformance/a/x.ts", 'import { until } from "../../test/support/until.ts"; import "@larkwire/emulator";'],
    ],
  });
  assert.deepEqual(RULED.flatMap(forbiddenImports), []);
});

test("cryptography is in packages/protocol/src/security and nowhere else", () => {
  assertRule(cryptographyElsewhere, {
    bad: [
      [LARKWIRE, 'import { scryptSync } from "node:crypto";'],
      [EMULATOR, 'import * as crypto from "node:crypto";'],
      [EMULATOR, 'import crypto from "crypto";'],
      [LARKWIRE, 'const key = await crypto.subtle.digest("SHA-256", bytes);'],
      [PROTOCOL, "const hash = make.createHmac(key);"],
    ],
    good: [
      ["packages/protocol/src/security/x.ts", 'import { createHash } from "node:crypto"; createHash("sha256");'],
      [EMULATOR, 'import { randomInt, timingSafeEqual } from "node:crypto"; crypto.randomUUID();'],
    ],
  });
  assert.deepEqual(PRODUCT.flatMap(cryptographyElsewhere), []);
});

test("nothing but a command writes to stdout", () => {
  assertRule(writesToStdout, {
    bad: [
      [LARKWIRE, 'if (debug) console.log("connected");'],
      [LARKWIRE, "const fallback: Logger = console;"],
      [EMULATOR, 'process.stdout.write("ready");'],
      [EMULATOR, "const { stdout } = process;"],
    ],
    good: [
      ["packages/emulator/src/bin/x.ts", 'console.log("ready"); process.stdout.write("ready");'],
      [LARKWIRE, 'process.stderr.write("// console.log would be wrong");'],
    ],
  });
  assert.deepEqual(PRODUCT.flatMap(writesToStdout), []);
});

test("no module has a variable of its own", () => {
  assertRule(moduleState, {
    bad: [
      [LARKWIRE, "let count = 0;"],
      [EMULATOR, "export let last: string | undefined;"],
      [PROTOCOL, "var cache = {};"],
    ],
    good: [[LARKWIRE, "const LIMIT = 7; export function f(): number { let sum = LIMIT; sum += 1; return sum; }"]],
  });
  assert.deepEqual(PRODUCT.flatMap(moduleState), []);
});
