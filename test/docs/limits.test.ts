import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveOptions } from "../../packages/larkwire/src/connection/ws-client-options.ts";
import { EventDispatcher } from "../../packages/larkwire/src/dispatch/event-dispatcher.ts";
import { readDocument } from "./support/documents.ts";

const UNIT: Readonly<Record<string, number>> = { MiB: 1024 * 1024, ms: 1 };

test("docs/long-connection.md lists every limit with its default", () => {
  const rows = readDocument("docs/long-connection.md").text.matchAll(
    /^\| `(max\w+|\w+Ms)` +\| ([\d,]+)(?: (\w+))? +\|/gm,
  );
  const documented = [...rows].map(([, name, number = "", unit]) => [
    name,
    Number(number.replaceAll(",", "")) * (unit === undefined ? 1 : (UNIT[unit] ?? Number.NaN)),
  ]);
  const { limits } = resolveOptions({ appId: "cli_x", appSecret: "x", dispatcher: new EventDispatcher() });
  assert.deepEqual(Object.fromEntries(documented), limits);
});
