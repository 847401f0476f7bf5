import assert from "node:assert/strict";
import { test } from "node:test";
import { Rest } from "../support/rest.ts";
import { startWorld } from "../support/world.ts";

const MINUTE_MS = 60_000;
const ANY_CALL = "event/v1/outbound_ip";

test("a tenant access token is flat, lives two hours and is the same while 30 minutes are left", async (t) => {
  const { emulator, clock, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const first = await rest.askForToken();
  assert.deepEqual(Object.keys(first.body).sort(), ["code", "expire", "msg", "tenant_access_token"]);
  assert.match(String(first.body.tenant_access_token), /^t-\w{40}$/);
  assert.deepEqual([first.status, first.body.code, first.body.msg, first.body.expire], [200, 0, "ok", 7_200]);
  clock.skip(90 * MINUTE_MS);
  const same = await rest.askForToken();
  assert.deepEqual([same.body.tenant_access_token, same.body.expire], [first.body.tenant_access_token, 30 * 60]);
});

test("below 30 minutes a new token is made, and the old one is valid to its end", async (t) => {
  const { emulator, clock, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const old = await rest.token();
  clock.skip(90 * MINUTE_MS + 1);
  const fresh = await rest.askForToken();
  assert.notEqual(fresh.body.tenant_access_token, old);
  assert.equal(fresh.body.expire, 7_200);
  const token = String(fresh.body.tenant_access_token);
  assert.equal((await rest.call("GET", ANY_CALL, undefined, old)).body.code, 0);
  assert.equal((await rest.call("GET", ANY_CALL, undefined, token)).body.code, 0);
  clock.skip(30 * MINUTE_MS);
  const expired = await rest.call("GET", ANY_CALL, undefined, old);
  assert.deepEqual([expired.status, expired.body.code], [400, 99991663]);
  assert.equal((await rest.call("GET", ANY_CALL, undefined, token)).body.code, 0);
});

test("revoked tokens are refused, and the next one is new", async (t) => {
  const { emulator, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const revoked = await rest.token();
  emulator.revokeTokens(app);
  const refused = await rest.call("GET", ANY_CALL, undefined, revoked);
  assert.deepEqual([refused.status, refused.body.code], [400, 99991663]);
  assert.equal((await rest.get(ANY_CALL)).body.code, 0);
});

test("the admin door revokes tokens, too", async (t) => {
  const { emulator, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const revoked = await rest.token();
  const done = await fetch(`${emulator.admin}/apps/${app.appId}/revoke-tokens`, { method: "POST" });
  assert.deepEqual([done.status, await done.json()], [200, { ok: true, data: {} }]);
  assert.equal((await rest.call("GET", ANY_CALL, undefined, revoked)).body.code, 99991663);
});

test("the app access token comes with the tenant's", async (t) => {
  const { emulator, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const body = { app_id: app.appId, app_secret: app.appSecret };
  const { body: got } = await rest.post("auth/v3/app_access_token/internal", body);
  assert.match(String(got.app_access_token), /^a-\w{40}$/);
  assert.equal(got.tenant_access_token, await rest.token());
  const refused = await rest.call("GET", ANY_CALL, undefined, String(got.app_access_token));
  assert.equal(refused.body.code, 99991664);
});

const WRONG_CREDENTIALS: readonly (readonly [string, object, number, string])[] = [
  ["an empty app_id", { app_id: "" }, 10003, "invalid param"],
  ["a malformed app_id", { app_id: "test" }, 10003, "invalid param"],
  ["an app_id of another type", { app_id: 7 }, 10003, "invalid param"],
  ["no app_secret", { app_secret: undefined }, 10003, "invalid param"],
  ["an unknown app", { app_id: "cli_ffffffffffffffff" }, 10014, "app id not exists"],
  ["a wrong secret", { app_secret: "wrong" }, 10014, "app secret invalid"],
];

for (const [name, change, code, msg] of WRONG_CREDENTIALS) {
  test(`a token for ${name}: HTTP 200 and ${code}`, async (t) => {
    const { emulator, app } = await startWorld(t);
    const { status, body } = await new Rest(emulator, app).askForToken(change);
    assert.deepEqual([status, body.code, body.msg], [200, code, msg]);
  });
}
