// The REST client against the emulator: one token for all, renewed and replaced; errors by their codes; no secret shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { type App, type Emulator, ManualClock, startEmulator } from "@larkwire/emulator";
import { OpenApiClient, type OpenApiClientOptions, OpenApiError } from "larkwire";
import { MemoryLogger } from "../../packages/larkwire/test/support/memory-logger.ts";
import { rejectionOf } from "../support/rejection-of.ts";
import { RestRelay } from "./support/rest-relay.ts";

const CALL = { method: "GET", path: "/open-apis/bot/v3/info" } as const;
const TOKEN_PATH = "tenant_access_token";
const MINUTE_MS = 60_000;

interface Scene extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly emulator: Emulator;
  readonly app: App;
  readonly rest: RestRelay;
  readonly api: OpenApiClient;
  readonly logger: MemoryLogger;
}

async function openScene(options: Partial<OpenApiClientOptions> = {}): Promise<Scene> {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock, seed: 1 });
  const app = emulator.createApp({ appSecret: "planted secret of the app" });
  const rest = await RestRelay.start(emulator);
  const logger = new MemoryLogger();
  const { appId, appSecret } = app;
  const api = new OpenApiClient({ appId, appSecret, domain: rest.url, clock, logger, logLevel: "trace", ...options });
  return {
    clock,
    emulator,
    app,
    rest,
    api,
    logger,
    [Symbol.asyncDispose]: async () => {
      api.close();
      await rest[Symbol.asyncDispose]();
      await emulator.close();
    },
  };
}

async function failureOf(call: Promise<unknown>): Promise<OpenApiError> {
  const error = await rejectionOf(call);
  assert.ok(error instanceof OpenApiError, String(error));
  return error;
}

test("100 callers at once share one request for a token", async () => {
  await using scene = await openScene();
  const tokens = await Promise.all(Array.from({ length: 100 }, () => scene.api.tenantAccessToken()));
  assert.equal(new Set(tokens).size, 1);
  await Promise.all(Array.from({ length: 20 }, () => scene.api.request(CALL)));
  assert.equal(scene.rest.callsOf(TOKEN_PATH).length, 1);
  assert.equal(scene.rest.callsOf("bot/v3/info").length, 20);
});

test("a token that was revoked is replaced, once for all callers", async () => {
  await using scene = await openScene();
  await scene.api.request(CALL);
  scene.emulator.revokeTokens(scene.app);
  await Promise.all(Array.from({ length: 10 }, () => scene.api.request(CALL)));
  assert.equal(scene.rest.callsOf(TOKEN_PATH).length, 2);
});

test("a second refusal of a fresh token is an error, not a loop", async () => {
  await using scene = await openScene();
  scene.emulator.faults.add({ kind: "rest_error", route: "GET /open-apis/bot/v3/info", code: 99991663 });
  const error = await failureOf(scene.api.request(CALL));
  assert.deepEqual([error.code, error.platformCode], ["api_unauthorized", 99991663]);
  assert.equal(scene.rest.callsOf("bot/v3/info").length, 2);
});

test("a token is renewed in the background before its end; a renewal that fails disturbs nobody", async () => {
  await using scene = await openScene();
  const first = await scene.api.tenantAccessToken();
  await scene.clock.advance(111 * MINUTE_MS);
  scene.emulator.faults.add({ kind: "rest_error", route: `POST /open-apis/auth/v3/${TOKEN_PATH}/internal`, code: 1 });
  assert.equal(await scene.api.tenantAccessToken(), first);
  while (scene.rest.callsOf(TOKEN_PATH).at(-1)?.code !== 1 || scene.rest.moving > 0) await turn();
  scene.emulator.faults.clear();
  assert.equal(await scene.api.tenantAccessToken(), first);
  while ((await scene.api.tenantAccessToken()) === first) await turn();
  await scene.clock.advance(9 * MINUTE_MS + 1);
  await scene.api.request(CALL);
});

test("two clients in one process have nothing in common", async () => {
  await using one = await openScene();
  await using other = await openScene();
  assert.notEqual(await one.api.tenantAccessToken(), "");
  await other.api.request(CALL);
  one.emulator.revokeTokens(one.app);
  await other.api.request(CALL);
  assert.equal(other.rest.callsOf(TOKEN_PATH).length, 1);
});

for (const { code, status, expected, retryable } of [
  { code: 99991672, status: 400, expected: "api_refused", retryable: false },
  { code: 230002, status: 400, expected: "api_refused", retryable: false },
  { code: 300000, status: 500, expected: "api_refused", retryable: true },
  { code: 10014, status: 200, expected: "api_unauthorized", retryable: false },
]) {
  test(`the platform's code ${code} is ${expected}`, async () => {
    await using scene = await openScene();
    scene.emulator.faults.add({ kind: "rest_error", route: "GET /open-apis/bot/v3/info", code, status });
    const error = await failureOf(scene.api.request(CALL));
    assert.deepEqual([error.code, error.platformCode, error.retryable], [expected, code, retryable]);
  });
}

test("a rate limit is waited for within what is allowed, and is an error beyond", async () => {
  await using scene = await openScene({ limits: { maxRateLimitWaitMs: 3_000 } });
  const limit = { kind: "rest_error", route: "GET /open-apis/bot/v3/info", code: 99991400, status: 429 } as const;
  scene.emulator.faults.add({ ...limit, headers: { "x-ogw-ratelimit-reset": "2" }, times: 1 });
  const startedAt = scene.clock.now();
  let isDone = false;
  const done = scene.api.request(CALL).then(() => {
    isDone = true;
  });
  while (!isDone) {
    await turn();
    await scene.clock.advance(100);
  }
  await done;
  assert.ok(scene.clock.now() - startedAt >= 2_000);
  scene.emulator.faults.add({ ...limit, headers: { "x-ogw-ratelimit-reset": "60" } });
  const error = await failureOf(scene.api.request(CALL));
  assert.deepEqual([error.code, error.retryable], ["api_rate_limited", true]);
});

test("a rate limit that is over in 0 seconds, time after time, is waited for like one without a time", async () => {
  await using scene = await openScene({ limits: { maxRateLimitWaitMs: 2_000 } });
  const limit = { kind: "rest_error", route: "GET /open-apis/bot/v3/info", code: 99991400, status: 429 } as const;
  scene.emulator.faults.add({ ...limit, headers: { "x-ogw-ratelimit-reset": "0" } });
  const refused = failureOf(scene.api.request(CALL));
  let isDone = false;
  void refused.finally(() => {
    isDone = true;
  });
  while (!isDone && scene.rest.calls.length < 20) {
    await turn();
    await scene.clock.advance(100);
  }
  assert.equal(scene.rest.callsOf(CALL.path).length, 3);
  assert.equal((await refused).code, "api_rate_limited");
});

const OTHER_HOSTS: Readonly<Record<string, (host: string) => string>> = {
  "two slashes": (host) => `//${host}/open-apis/bot/v3/info`,
  "a slash and a backslash": (host) => `/\\${host}/open-apis/bot/v3/info`,
  "a whole URL": (host) => `http://${host}/open-apis/bot/v3/info`,
};

for (const [what, path] of Object.entries(OTHER_HOSTS)) {
  test(`a path with ${what} takes the token to no other host`, async () => {
    await using scene = await openScene();
    await using other = await RestRelay.start(scene.emulator);
    await assert.rejects(scene.api.request({ method: "GET", path: path(new URL(other.url).host) }), {
      code: "invalid_option",
    });
    assert.deepEqual(other.calls, []);
  });
}

test("a call that cannot be made says so, and not that it may have been carried out", async () => {
  await using scene = await openScene();
  const path = "/open-apis/im/v1/messages";
  for (const call of [
    { method: "POST", path, body: { count: 1n } },
    { method: "NO METHOD" as never, path },
    { method: "POST" } as never,
  ] as const) {
    await assert.rejects(scene.api.request(call), { code: "invalid_option" });
  }
  assert.deepEqual(scene.rest.callsOf(path), []);
});

test("nobody there is api_unreachable, and a closed client says so", async () => {
  const scene = await openScene();
  const domain = scene.rest.url;
  await scene[Symbol.asyncDispose]();
  assert.equal((await failureOf(scene.api.request(CALL))).code, "api_closed");
  const { appId, appSecret } = scene.app;
  const api = new OpenApiClient({
    appId,
    appSecret,
    domain,
    logger: scene.logger,
  });
  assert.equal((await failureOf(api.request(CALL))).code, "api_unreachable");
  api.close();
});

test("no secret and no token is in the log, in errors, or to be seen by inspection", async () => {
  await using scene = await openScene();
  const token = await scene.api.tenantAccessToken();
  scene.emulator.faults.add({
    kind: "rest_error",
    route: "GET /open-apis/bot/v3/info",
    code: 1,
    msg: `no ${token} ${scene.app.appSecret}`,
  });
  const error = await failureOf(scene.api.request(CALL));
  const shown = inspect([scene.api, error, scene.logger.lines], { depth: 10, showHidden: true });
  assert.ok(scene.logger.lines.length >= 2);
  assert.ok(!shown.includes(token) && !shown.includes(scene.app.appSecret), shown);
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
