import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { askForUrl, freshUrl } from "./support/peer.ts";
import { startWorld } from "./support/world.ts";

test("a good request gets a URL of the documented form and a full client configuration", async (t) => {
  const { emulator, app } = await startWorld(t);
  const reply = await askForUrl(emulator, JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret }));
  assert.equal(reply.code, 0);
  assert.match(
    reply.data.URL ?? "",
    /^ws:\/\/127\.0\.0\.1:\d+\/ws\/v2\?fpid=\d+&aid=\d+&device_id=\d{19}&access_key=[0-9a-f]{32}&service_id=\d+&ticket=[0-9a-f-]{36}$/,
  );
  assert.deepEqual(reply.data.ClientConfig, {
    ReconnectCount: -1,
    ReconnectInterval: 120,
    ReconnectNonce: 30,
    PingInterval: 120,
  });
});

test("the client configuration is the one that was asked for, in seconds", async (t) => {
  const { emulator, app } = await startWorld(t, { clientConfig: { reconnectCount: 7, pingIntervalMs: 9_000 } });
  const reply = await askForUrl(emulator, JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret }));
  assert.deepEqual(reply.data.ClientConfig, {
    ReconnectCount: 7,
    ReconnectInterval: 120,
    ReconnectNonce: 30,
    PingInterval: 9,
  });
});

test("every request gets another ticket, access key and device", async (t) => {
  const { emulator, app } = await startWorld(t);
  const [first, second] = [new URL(await freshUrl(emulator, app)), new URL(await freshUrl(emulator, app))];
  for (const name of ["ticket", "access_key", "device_id"]) {
    assert.notEqual(first.searchParams.get(name), second.searchParams.get(name), name);
  }
});

test("refusals carry the platform's code and an empty data", async (t) => {
  const { emulator, app } = await startWorld(t);
  const { appId: AppID, appSecret: AppSecret } = app;
  const cases: [body: unknown, code: number][] = [
    [undefined, 514],
    ["not json", 514],
    [[], 514],
    [null, 514],
    [{}, 514],
    [{ appid: AppID, appsecret: AppSecret }, 514],
    [{ AppID }, 1000040344],
    [{ AppSecret }, 1000040344],
    [{ AppID: "", AppSecret }, 1000040344],
    [{ AppID, AppSecret: "" }, 1000040344],
    [{ AppID, AppSecret: 5 }, 1000040344],
    [{ AppID: "cli_x", AppSecret }, 1000040346],
    [{ AppID: AppID.toUpperCase(), AppSecret }, 1000040346],
    [{ AppID: "cli_0000000000000000", AppSecret }, 1000040345],
    [{ AppID, AppSecret: `${AppSecret}x` }, 1000040345],
  ];
  for (const [body, code] of cases) {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const reply = await askForUrl(emulator, text);
    assert.deepEqual({ code: reply.code, data: reply.data }, { code, data: {} }, String(text));
    assert.notEqual(reply.msg, "");
  }
});

test("a wrong secret is not told to be a missing app", async (t) => {
  const { emulator, app } = await startWorld(t);
  const { msg } = await askForUrl(emulator, JSON.stringify({ AppID: app.appId, AppSecret: "wrong" }));
  assert.match(msg, /no app here has this id and this secret/);
});

test("the URL names the host by which the client came, so that it works through containers and tunnels", async (t) => {
  const { emulator, app } = await startWorld(t);
  const body = JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret });
  const origins = await Promise.all(
    ["emulator.internal:8899", "[::1]:70"].map(async (host) => {
      const reply = await rawPost(`${emulator.url}/callback/ws/endpoint`, host, body);
      return (JSON.parse(reply) as { data: { URL: string } }).data.URL.split("/ws/v2?")[0];
    }),
  );
  assert.deepEqual(origins, ["ws://emulator.internal:8899", "ws://[::1]:70"]);
});

test("a body without Content-Length is read, too, and bounded", async (t) => {
  const { emulator, app } = await startWorld(t);
  const url = `${emulator.url}/callback/ws/endpoint`;
  const body = JSON.stringify({ AppID: app.appId, AppSecret: app.appSecret });
  assert.equal(JSON.parse(await rawPost(url, "x", body, { "transfer-encoding": "chunked" })).code, 0);
  const large = await rawPost(url, "x", "x".repeat(70_000), { "transfer-encoding": "chunked" });
  assert.match(large, /too large/);
});

test("a body that is too large is refused", async (t) => {
  const { emulator } = await startWorld(t);
  const response = await fetch(`${emulator.url}/callback/ws/endpoint`, { method: "POST", body: "x".repeat(70_000) });
  assert.equal(response.status, 413);
});

test("a path that does not exist gets the platform's 404 and a list of what does", async (t) => {
  const { emulator } = await startWorld(t);
  const response = await fetch(`${emulator.url}/open-apis/no/such`);
  const body = (await response.json()) as { code: number; msg: string };
  assert.equal(response.status, 404);
  assert.equal(body.code, 99991201);
  assert.match(body.msg, /POST \/callback\/ws\/endpoint/);
});

/** `fetch` does not let the Host be chosen. */
function rawPost(url: string, host: string, body: string, headers = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", headers: { host, ...headers } }, async (response) => {
      const chunks = await response.toArray();
      resolve(Buffer.concat(chunks).toString());
    });
    outgoing.on("error", reject).end(body);
  });
}
