import assert from "node:assert/strict";
import { test } from "node:test";
import { DISCOVERY_CODE } from "@larkwire/protocol";
import { connectPolicy, KNOWN_CONNECT_CODES } from "../../src/connection/dialling/connect-policy.ts";

const EXPECTED = [
  [DISCOVERY_CODE.systemBusy, "retry", "platform_busy"],
  [DISCOVERY_CODE.internalError, "retry", "platform_busy"],
  [DISCOVERY_CODE.connectionLimit, "wait", "connection_limit"],
  [DISCOVERY_CODE.forbidden, "fatal", "app_forbidden"],
  [DISCOVERY_CODE.authFailed, "fatal", "credentials_rejected"],
  [DISCOVERY_CODE.noCredential, "fatal", "credentials_rejected"],
  [DISCOVERY_CODE.credentialInvalid, "fatal", "credentials_rejected"],
  [DISCOVERY_CODE.appIdMalformed, "fatal", "credentials_rejected"],
  [DISCOVERY_CODE.wrongDomain, "fatal", "wrong_domain"],
] as const;

test("each code of the platform has its verdict and its error", () => {
  for (const [code, verdict, error] of EXPECTED) {
    const policy = connectPolicy(code);
    assert.deepEqual([policy.verdict, policy.error], [verdict, error], `code ${code}`);
    assert.match(policy.advice, /\.$/);
  }
});

test("every code that discovery can name, except success, has a policy of its own", () => {
  const failures = Object.values(DISCOVERY_CODE).filter((code) => code !== DISCOVERY_CODE.ok);
  assert.deepEqual([...KNOWN_CONNECT_CODES].sort(), failures.sort());
  assert.equal(EXPECTED.length, failures.length);
});

test("a code that nobody knows is fatal", () => {
  for (const code of [10003, -1, 7100, 2 ** 53]) {
    assert.deepEqual([connectPolicy(code).verdict, connectPolicy(code).error], ["fatal", "discovery_rejected"]);
  }
});
