import assert from "node:assert/strict";
import { test } from "node:test";
import { API_ROUTES } from "../../src/openapi/routes.ts";
import { answered, ask, Rest } from "../support/rest.ts";
import { startRestWorld } from "../support/rest-world.ts";
import { startWorld } from "../support/world.ts";

const ANY_CALL = "event/v1/outbound_ip";

const AUTHORIZATION: readonly (readonly [string, Record<string, string>, number])[] = [
  ["no header", {}, 99991661],
  ["an empty header", { authorization: "" }, 99991661],
  ["a token without Bearer", { authorization: "t-fakefakefakefake" }, 99991661],
  ["an unknown tenant token", { authorization: "Bearer t-fakefakefakefake" }, 99991663],
  ["an app token", { authorization: "Bearer a-fakefakefakefake" }, 99991664],
  ["a user token", { authorization: "Bearer u-fakefakefakefake" }, 99991668],
  ["a user token of the new form", { authorization: "Bearer eyJhbGciOiJFUzI1NiIs" }, 99991668],
  ["what is no token", { authorization: "Bearer fakefakefakefake" }, 99991671],
  ["a name of Object.prototype", { authorization: "Bearer __proto__" }, 99991671],
  ["a very long token", { authorization: `Bearer t-${"x".repeat(10_000)}` }, 99991663],
];

for (const [name, headers, code] of AUTHORIZATION) {
  test(`${name}: ${code}`, async (t) => {
    const { emulator } = await startWorld(t);
    const { status, body } = await answered(await ask(emulator, "GET", ANY_CALL, undefined, headers));
    assert.deepEqual([status, body.code], [400, code]);
  });
}

test("every answer has a log id, and a refusal has it in its body, with a link", async (t) => {
  const { emulator, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  const good = await rest.get(ANY_CALL);
  assert.match(good.headers.get("x-tt-logid") ?? "", /^20260102030405[0-9A-F]{20}$/);
  const { headers, body } = await rest.call("GET", ANY_CALL, undefined, "t-unknown");
  const id = headers.get("x-tt-logid") ?? "";
  assert.equal(body.error.log_id, id);
  assert.equal(
    body.error.troubleshooter,
    `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${id}&code=99991663`,
  );
});

test("an unknown path names the nearest call, whatever is in its place", async (t) => {
  const { emulator } = await startWorld(t);
  const { status, body } = await answered(await ask(emulator, "GET", "im/v1/image/img_1", undefined, {}));
  assert.deepEqual([status, body.code], [404, 99991201]);
  assert.match(body.msg, /^GET \/open-apis\/im\/v1\/image\/img_1 does not exist in this emulator\./);
  assert.match(body.msg, /The nearest that does: GET \/open-apis\/im\/v1\/images\/:image_key \(Download a picture\)\./);
});

test("a wrong method names the right one", async (t) => {
  const { emulator } = await startWorld(t);
  const { status, body } = await answered(await ask(emulator, "DELETE", ANY_CALL, undefined, {}));
  assert.deepEqual([status, body.code], [404, 99991301]);
  assert.match(body.msg, /The nearest that does: GET \/open-apis\/event\/v1\/outbound_ip /);
});

test("a path of any length and form is answered", async (t) => {
  const { emulator } = await startWorld(t);
  for (const path of ["x/".repeat(4_000), "%00%ff%fe", "%", "a//b///c", "..%2f..%2fetc", `${"é".repeat(500)}`]) {
    const { status, body } = await answered(await ask(emulator, "GET", path, undefined, {}));
    assert.deepEqual([status, body.code], [404, 99991201], path);
    assert.ok(body.msg.length < 1_000);
  }
});

test("a slash at the end is ignored", async (t) => {
  const { emulator, app } = await startWorld(t);
  assert.equal((await new Rest(emulator, app).get(`${ANY_CALL}/`)).body.code, 0);
});

const BAD_BODIES: readonly (readonly [string, string])[] = [
  ["no JSON", "{"],
  ["a list", "[]"],
  ["a text", '"x"'],
  ["a thousand levels", `{"app_id":${"[".repeat(1_000)}${"]".repeat(1_000)}}`],
];

for (const [name, text] of BAD_BODIES) {
  test(`a body that is ${name}: 9499`, async (t) => {
    const { emulator } = await startWorld(t);
    const response = await ask(emulator, "POST", "auth/v3/tenant_access_token/internal", text, {});
    const { status, body } = await answered(response);
    assert.deepEqual([status, body.code, body.msg], [400, 9499, "Bad Request"]);
  });
}

test("a body that is too long is refused with 413", async (t) => {
  const { emulator } = await startWorld(t, { openApi: { maxBodyBytes: 2_048 } });
  const long = JSON.stringify({ app_id: "x".repeat(4_000) });
  const { status, body } = await answered(await ask(emulator, "POST", "auth/v3/app_access_token/internal", long, {}));
  assert.deepEqual([status, body.code], [413, 9499]);
});

test("an app needs one of the permissions that a call asks for", async (t) => {
  const { emulator } = await startWorld(t);
  const poor = emulator.createApp({ blank: true, scopes: ["im:message"] });
  const rest = new Rest(emulator, poor);
  const { status, body } = await rest.get(ANY_CALL);
  assert.deepEqual([status, body.code], [400, 99991672]);
  assert.ok(
    body.msg.startsWith("Access denied. One of the following scopes is required: [event:ip_list].应用尚未开通"),
  );
  assert.match(body.msg, new RegExp(`https://open\\.feishu\\.cn/app/${poor.appId}/auth\\?q=event:ip_list&`));
  assert.deepEqual(body.error.permission_violations, [{ type: "action_scope_required", subject: "event:ip_list" }]);
  await poor.developerConsole.save({ scopes: ["event:ip_list"] });
  assert.equal((await rest.get(ANY_CALL)).body.code, 99991672, "saved is not published");
  poor.developerConsole.publish();
  assert.equal((await rest.get(ANY_CALL)).body.code, 0);
});

test("an app whose permissions do not matter to a test has those of every call", async (t) => {
  const { emulator, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  for (const { method, path, access } of API_ROUTES) {
    if (access !== "tenant") continue;
    const { body } = await answered(
      await ask(emulator, method, path.replace("/open-apis/", ""), method === "GET" ? undefined : {}, {
        authorization: `Bearer ${await rest.token()}`,
      }),
    );
    assert.notEqual(body.code, 99991672, `${method} ${path}: ${body.msg}`);
    assert.notEqual(body.code, 99991201, `${method} ${path}: ${body.msg}`);
  }
});

test("an app without permissions can only make the calls that need none", async (t) => {
  const { emulator } = await startWorld(t);
  const rest = new Rest(emulator, emulator.createApp({ blank: true, bot: true }));
  const authorization = `Bearer ${await rest.token()}`;
  const allowed: string[] = [];
  for (const { method, path, access } of API_ROUTES) {
    if (access !== "tenant") continue;
    const { body } = await answered(
      await ask(emulator, method, path.replace("/open-apis/", ""), method === "GET" ? undefined : {}, {
        authorization,
      }),
    );
    if (body.code !== 99991672) allowed.push(`${method} ${path}`);
  }
  assert.deepEqual(allowed, ["GET /open-apis/bot/v3/info", "GET /open-apis/im/v1/images/:image_key"]);
});

test("an app without a bot, and one that its company has disabled", async (t) => {
  const { emulator } = await startWorld(t);
  const botless = new Rest(emulator, emulator.createApp({ bot: false }));
  for (const [path, code] of [
    ["im/v1/messages/om_1", 230006],
    ["im/v1/chats", 232025],
    ["im/v1/images/img_1", 234007],
    ["bot/v3/info", 11205],
  ] as const) {
    assert.equal((await botless.get(path)).body.code, code);
  }
  assert.equal((await botless.get(ANY_CALL)).body.code, 0);
  const app = emulator.createApp();
  const rest = new Rest(emulator, app);
  const token = await rest.token();
  app.developerConsole.disable();
  assert.equal((await rest.call("GET", ANY_CALL, undefined, token)).body.code, 99991662);
  assert.equal((await rest.askForToken()).body.code, 10014);
});

test("the 51st call of a second is refused with 429 and says when to come back", async (t) => {
  const { emulator, clock, app } = await startWorld(t);
  const rest = new Rest(emulator, app);
  for (let call = 1; call <= 50; call++) assert.equal((await rest.get(ANY_CALL)).body.code, 0);
  const { status, headers, body } = await rest.get(ANY_CALL);
  assert.deepEqual([status, body.code, body.msg], [429, 99991400, "request trigger frequency limit"]);
  assert.deepEqual([headers.get("x-ogw-ratelimit-limit"), headers.get("x-ogw-ratelimit-reset")], ["50", "1"]);
  const other = emulator.createApp();
  assert.equal((await new Rest(emulator, other).get(ANY_CALL)).body.code, 0);
  clock.skip(1_000);
  assert.equal((await rest.get(ANY_CALL)).body.code, 0);
});

test("rate limits can be switched off", async (t) => {
  const { emulator, app } = await startWorld(t, { openApi: { rateLimits: "off" } });
  const rest = new Rest(emulator, app);
  for (let call = 1; call <= 60; call++) assert.equal((await rest.get(ANY_CALL)).body.code, 0);
});

test("a fault on demand may even have a status without a body", async (t) => {
  const { emulator, rest } = await startRestWorld(t);
  const authorization = `Bearer ${await rest.token()}`;
  emulator.faults.add({ kind: "rest_error", route: "*", status: 204, code: 1 });
  const response = await ask(emulator, "GET", ANY_CALL, undefined, { authorization });
  assert.deepEqual([response.status, await response.text()], [204, ""]);
});

test("a fault on demand strikes the call it names, as often as it says", async (t) => {
  const { emulator, send } = await startRestWorld(t);
  emulator.faults.add({
    kind: "rest_error",
    route: "POST /open-apis/im/v1/messages",
    status: 503,
    code: 2200,
    msg: "Internal Error",
    headers: { "retry-after": "1" },
    times: 1,
  });
  const struck = await send("text", { text: "hello" });
  assert.deepEqual([struck.status, struck.body.code, struck.body.msg], [503, 2200, "Internal Error"]);
  assert.equal(struck.headers.get("retry-after"), "1");
  assert.equal((await send("text", { text: "hello" })).body.code, 0);
});
