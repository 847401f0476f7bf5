import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cardCallback,
  ENCRYPT_KEY,
  encrypted,
  signedHeaders,
  VERIFICATION_TOKEN,
} from "../../packages/larkwire/test/adapters/support/signed.ts";
import { findRuntime, RUNTIMES, serveRuntime } from "./support/serve-runtime.ts";

for (const runtime of RUNTIMES) {
  const program = findRuntime(runtime);
  const isMissing = program === undefined && process.env.CI === undefined;
  const skip = isMissing && `${runtime} is not installed: npm install --no-package-lock --prefix test/runtimes`;

  test(`${runtime}: the webhook accepts what is signed, and nothing else`, { skip, timeout: 60_000 }, async () => {
    assert.ok(program !== undefined, `${runtime} is not installed`);
    await using served = await serveRuntime(runtime, program, ENCRYPT_KEY, VERIFICATION_TOKEN);
    const post = (headers: Record<string, string>, body: string | Uint8Array): Promise<Response> =>
      fetch(`${served.origin}/webhook/event`, { method: "POST", headers, body });

    const body = Buffer.from(encrypted(cardCallback('{"b":1,"2":"🎉","big":12345678901234567890}')));
    const headers = signedHeaders(body);
    const answer = await post(headers, body);
    assert.deepEqual(
      [answer.status, answer.headers.get("content-type"), await answer.json()],
      [
        200,
        "application/json; charset=utf-8",
        { toast: { type: "info", content: '{"2":"🎉","b":1,"big":12345678901234567000}' } },
      ],
    );

    const damaged = Buffer.from(body);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    assert.equal((await post(headers, damaged)).status, 401);
    assert.equal((await post({ "content-type": "application/json" }, body)).status, 401);
    assert.equal((await post({ "content-type": "text/plain" }, body)).status, 415);
    assert.equal((await post(headers, Buffer.alloc(1024 * 1024 + 1, 0x20))).status, 413);
    assert.equal((await fetch(`${served.origin}/webhook/event`)).status, 405);

    const challenge = { challenge: "c-17", token: VERIFICATION_TOKEN, type: "url_verification" };
    const verified = await post({ "content-type": "application/json" }, encrypted(JSON.stringify(challenge)));
    assert.deepEqual([verified.status, await verified.json()], [200, { challenge: "c-17" }]);
  });
}
