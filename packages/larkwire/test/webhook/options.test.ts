import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, EventDispatcher, WebhookReceiver, type WebhookReceiverOptions } from "../../src/index.ts";
import { MemoryLogger } from "../support/memory-logger.ts";

const dispatcher = new EventDispatcher();

function codeOf(options: unknown): string {
  try {
    new WebhookReceiver(options as WebhookReceiverOptions);
    return "none";
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    assert.ok(error.message.length > 20, error.message);
    return error.code;
  }
}

test("without key and token a receiver is not built, unless told that it is insecure; then it warns", () => {
  for (const insecure of [undefined, false]) assert.equal(codeOf({ dispatcher, insecure }), "webhook_not_secured");
  const logger = new MemoryLogger();
  const secured = new WebhookReceiver({ dispatcher, insecure: true, encryptKey: "key", logger });
  assert.deepEqual([logger.lines.length, secured.health().state], [0, "open"]);
  const insecure = new WebhookReceiver({ dispatcher, insecure: true, logger });
  assert.equal(insecure.health().state, "open");
  assert.equal(logger.find("warn", "insecure").length, 1);
});

test("an empty key or token is a mistake, not none", () => {
  for (const empty of ["", " ", " key", "key\n", 5, null]) {
    assert.equal(codeOf({ dispatcher, encryptKey: empty, verificationToken: "token" }), "invalid_option");
    assert.equal(codeOf({ dispatcher, encryptKey: "key", verificationToken: empty }), "invalid_option");
    assert.equal(codeOf({ dispatcher, encryptKey: "key", appId: empty }), "invalid_option");
  }
});

test("wrong options throw at once, and name what is wrong", () => {
  const good = { dispatcher, encryptKey: "key" };
  const wrong: unknown[] = [
    undefined,
    null,
    {},
    { encryptKey: "key" },
    { ...good, dispatcher: {} },
    { ...good, encryptkey: "key" },
    { ...good, insecure: "yes" },
    { ...good, path: "webhook" },
    { ...good, path: "/webhook?x" },
    { ...good, path: 5 },
    { ...good, logger: {} },
    { ...good, logLevel: "loud" },
    { ...good, signal: {} },
    { ...good, limits: { maxBodyBytes: 0 } },
    { ...good, limits: { maxClockSkewMs: -1 } },
    { ...good, limits: { maxRunningHandlers: 1.5 } },
    { ...good, limits: { maxRememberedRequests: 999 } },
    { ...good, limits: { answerTimeoutMs: Number.NaN } },
    { ...good, limits: { maxBytes: 5 } },
  ];
  for (const options of wrong) assert.equal(codeOf(options), "invalid_option", JSON.stringify(options));
  assert.equal(codeOf(good), "none");
});
