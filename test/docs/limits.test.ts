import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveOptions } from "../../packages/larkwire/src/connection/ws-client-options.ts";
import { EventDispatcher } from "../../packages/larkwire/src/dispatch/event-dispatcher.ts";
import { REFUSALS } from "../../packages/larkwire/src/webhook/refusal.ts";
import {
  resolveWebhookOptions,
  WEBHOOK_OPTION_NAMES,
} from "../../packages/larkwire/src/webhook/webhook-receiver-options.ts";
import { readDocument } from "./support/documents.ts";

const UNIT: Readonly<Record<string, number>> = { MiB: 1024 * 1024, ms: 1 };

/** The limits that the tables of a page list, with their defaults. */
function documentedLimits(page: string): Record<string, number> {
  const rows = readDocument(page).text.matchAll(/^\| `(max\w+|\w+Ms)` +\| ([\d,]+)(?: (\w+))? +\|/gm);
  const limits = [...rows].map(([, name, number = "", unit]) => [
    name,
    Number(number.replaceAll(",", "")) * (unit === undefined ? 1 : (UNIT[unit] ?? Number.NaN)),
  ]);
  return Object.fromEntries(limits);
}

test("docs/long-connection.md lists every limit with its default", () => {
  const { limits } = resolveOptions({ appId: "cli_x", appSecret: "x", dispatcher: new EventDispatcher() });
  assert.deepEqual(documentedLimits("docs/long-connection.md"), limits);
});

test("docs/webhook.md lists every limit with its default", () => {
  const { limits } = resolveWebhookOptions({ dispatcher: new EventDispatcher(), encryptKey: "key" });
  assert.deepEqual(documentedLimits("docs/webhook.md"), limits);
});

test("docs/webhook.md lists every refusal with its status", () => {
  const rows = readDocument("docs/webhook.md").text.matchAll(/^\| `(\w+)` +\| (\d{3}) +\|/gm);
  const documented = [...rows].map(([, code, status]) => [code, Number(status)]);
  const actual = Object.entries(REFUSALS).map(([code, { status }]) => [code, status]);
  assert.deepEqual(Object.fromEntries(documented), Object.fromEntries(actual));
});

test("docs/webhook.md lists every option", () => {
  const { text } = readDocument("docs/webhook.md");
  const table = text.slice(text.indexOf("## Options"), text.indexOf("An empty key"));
  const documented = [...table.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  assert.deepEqual(documented.sort(), Object.keys(WEBHOOK_OPTION_NAMES).sort());
});
