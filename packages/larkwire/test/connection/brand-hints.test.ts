import assert from "node:assert/strict";
import { test } from "node:test";
import { discoverEndpoint } from "../../src/connection/dialling/discovery.ts";
import { platformOrigin } from "../../src/network/platform-domain.ts";

/** Why discovery at `domain` is refused with `code`. */
async function refusal(domain: string, code: number): Promise<Error & { code?: unknown }> {
  const body = JSON.stringify({ code, msg: "refused", data: {} });
  return discoverEndpoint({
    network: { request: async () => ({ status: 200, headers: {}, body }) },
    signal: new AbortController().signal,
    origin: platformOrigin(domain),
    appId: "cli_0123456789abcdef",
    appSecret: "secret",
    userAgent: "test",
    timeoutMs: 1_000,
    redact: (text) => text,
  }).then(
    () => assert.fail("it was accepted"),
    (error: Error) => error,
  );
}

for (const [domain, brand] of [
  ["feishu", "lark"],
  ["lark", "feishu"],
] as const) {
  test(`an app of ${brand} that asks ${domain} is told to set domain: "${brand}"`, async () => {
    for (const [code, name] of [
      [1000040351, "wrong_domain"],
      [1000040345, "credentials_rejected"],
      [514, "credentials_rejected"],
    ] as const) {
      const error = await refusal(domain, code);
      assert.equal(error.code, name);
      assert.match(error.message, new RegExp(`domain: "${brand}"`));
    }
    assert.doesNotMatch((await refusal(domain, 403)).message, /domain:/);
  });
}

test("an origin of one's own belongs to no brand: no brand is named", async () => {
  for (const code of [1000040351, 1000040345]) {
    assert.doesNotMatch((await refusal("https://open.example.com", code)).message, /lark|feishu/i);
  }
});
