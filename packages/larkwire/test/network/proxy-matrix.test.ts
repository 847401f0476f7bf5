import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { until } from "../../../../test/support/until.ts";
import { systemClock } from "../../src/clock.ts";
import { DialError } from "../../src/network/dial-step.ts";
import { Network } from "../../src/network/network.ts";
import { cardActionBody } from "../support/bodies.ts";
import { ConnectProxy } from "../support/connect-proxy.ts";
import { waitOf } from "../support/next-attempt.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";
import { withProxyEnvironment } from "../support/with-environment.ts";

/** Names under .test exist nowhere: who goes to them directly fails, and who asks the proxy arrives. */
const API_HOST = "open.platform.test";
const SOCKET_HOST = "msg-frontier.platform.test";

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const [cert, key] = [fixture("platform-cert.pem"), fixture("platform-key.pem")];

type Scheme = "http" | "https";

/** The proxy's URL, with credentials when asked for, to what a test sets. */
type Settings = (proxyUrl: (credentials?: string) => string) => {
  readonly option?: string | false;
  readonly env?: Record<string, string>;
};

interface Row {
  readonly name: string;
  readonly schemes: readonly Scheme[];
  readonly settings: Settings;
  /** Whether the proxy is asked. */
  readonly tunnels: boolean;
  readonly authorization?: string;
}

const BOTH: readonly Scheme[] = ["http", "https"];
const [PLAIN, SECURE]: readonly (readonly Scheme[])[] = [["http"], ["https"]];
const NOWHERE = "http://127.0.0.1:9";

function exempt(noProxy: string, tunnels: boolean): Row {
  const settings: Settings = (url) => ({ env: { HTTP_PROXY: url(), HTTPS_PROXY: url(), NO_PROXY: noProxy } });
  return { name: `NO_PROXY "${noProxy}"`, schemes: BOTH, settings, tunnels };
}

const ROWS: readonly Row[] = [
  { name: "no proxy at all", schemes: BOTH, settings: () => ({}), tunnels: false },
  { name: "the option", schemes: BOTH, settings: (url) => ({ option: url() }), tunnels: true },
  {
    name: "the option over the environment",
    schemes: BOTH,
    settings: (url) => ({ option: url(), env: { HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, NO_PROXY: "*" } }),
    tunnels: true,
  },
  {
    name: "the option false",
    schemes: BOTH,
    settings: (url) => ({ option: false, env: { HTTP_PROXY: url(), HTTPS_PROXY: url() } }),
    tunnels: false,
  },
  {
    name: "the option with user and password",
    schemes: BOTH,
    settings: (url) => ({ option: url("user:p%40ss") }),
    tunnels: true,
    authorization: `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
  },
  {
    name: "the environment with user and password",
    schemes: BOTH,
    settings: (url) => ({ env: { HTTP_PROXY: url("user:secret"), HTTPS_PROXY: url("user:secret") } }),
    tunnels: true,
    authorization: `Basic ${Buffer.from("user:secret").toString("base64")}`,
  },
  { name: "HTTP_PROXY", schemes: PLAIN ?? [], settings: (url) => ({ env: { HTTP_PROXY: url() } }), tunnels: true },
  { name: "HTTPS_PROXY", schemes: SECURE ?? [], settings: (url) => ({ env: { HTTPS_PROXY: url() } }), tunnels: true },
  {
    name: "HTTPS_PROXY for plain targets",
    schemes: PLAIN ?? [],
    settings: (url) => ({ env: { HTTPS_PROXY: url() } }),
    tunnels: false,
  },
  {
    name: "HTTP_PROXY for encrypted targets",
    schemes: SECURE ?? [],
    settings: (url) => ({ env: { HTTP_PROXY: url() } }),
    tunnels: false,
  },
  {
    name: "https_proxy and http_proxy over their upper case",
    schemes: BOTH,
    settings: (url) => ({
      env: { http_proxy: url(), https_proxy: url(), HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE },
    }),
    tunnels: true,
  },
  { name: "ALL_PROXY", schemes: BOTH, settings: (url) => ({ env: { ALL_PROXY: url() } }), tunnels: false },
  exempt("*", false),
  exempt("platform.test", false),
  exempt(".platform.test", false),
  exempt("*.platform.test", false),
  exempt(`${API_HOST}, ${SOCKET_HOST}`, false),
  exempt("other.test", true),
  exempt("form.test", true),
  exempt("platform.test:9", true),
];

/** A platform behind the two names, and the proxy that knows them. */
async function startBoth(scheme: Scheme): Promise<{ platform: ScriptedPlatform; proxy: ConnectProxy; domain: string }> {
  const platform = await ScriptedPlatform.start(scheme === "https" ? createSecureServer({ cert, key }) : undefined);
  const { port } = platform;
  const socketScheme = scheme === "https" ? "wss" : "ws";
  platform.onDiscovery = () => platform.goodReply({ URL: `${socketScheme}://${SOCKET_HOST}:${port}/ws?device_id=D` });
  const route = { host: "127.0.0.1", port };
  const proxy = await ConnectProxy.start({ [`${API_HOST}:${port}`]: route, [`${SOCKET_HOST}:${port}`]: route });
  return { platform, proxy, domain: `${scheme}://${API_HOST}:${port}` };
}

/** Discovery, WebSocket and REST through the proxy: one CONNECT for each socket, and nothing else is asked of it. */
async function assertTunnels(row: Row, scheme: Scheme): Promise<void> {
  const { platform, proxy, domain } = await startBoth(scheme);
  await using _platform = platform;
  await using _proxy = proxy;
  const { option, env = {} } = row.settings((credentials) => proxy.url(credentials));
  const [api, socket] = [`${API_HOST}:${platform.port}`, `${SOCKET_HOST}:${platform.port}`];
  await withProxyEnvironment(env, async () => {
    await using open = await openClient(platform, { domain, proxy: option, ca: cert });
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    assert.deepEqual(proxy.connects, [api, socket], "discovery, then the WebSocket");

    const network = new Network({ clock: systemClock, proxy: option, ca: cert, dialStepTimeoutMs: 10_000 });
    const url = new URL("/open-apis/x", domain);
    const ask = () => network.request({ method: "POST", url, body: {}, timeoutMs: 10_000, maxReplyBytes: 10_000 });
    for (let round = 0; round < 3; round++) assert.equal((await ask()).status, 200);
    assert.deepEqual(proxy.connects, [api, socket, api], "requests one after another share a socket");
    await Promise.all([ask(), ask(), ask()]);
    assert.equal(proxy.connects.length, 5, "at the same time each has its own");
    network.close();
  });
  assert.equal(proxy.connections, proxy.connects.length);
  assert.equal(proxy.absoluteUriRequests, 0);
  assert.deepEqual(new Set(proxy.authorizations), new Set([row.authorization]));
}

/** Nobody asks the proxy; where the names lead nowhere, each says so. */
async function assertDirect(row: Row, scheme: Scheme): Promise<void> {
  const { platform, proxy, domain } = await startBoth(scheme);
  await using _platform = platform;
  await using _proxy = proxy;
  const { option, env = {} } = row.settings((credentials) => proxy.url(credentials));
  await withProxyEnvironment(env, async () => {
    const { client } = testClient(platform, { domain, proxy: option, ca: cert, clock: new ManualClock() });
    await using _ = client;
    void client.start();
    await until(() => client.health().connections[0]?.state === "waiting");
    assert.equal(client.health().connections[0]?.errorCode, "discovery_unreachable");

    await using named = await ScriptedPlatform.start();
    named.onDiscovery = platform.onDiscovery;
    const { client: second } = testClient(named, { proxy: option, ca: cert, clock: new ManualClock() });
    await using _second = second;
    void second.start();
    await until(() => second.health().connections[0]?.state === "waiting");
    assert.equal(second.health().connections[0]?.errorCode, "socket_unreachable");

    const network = new Network({ clock: systemClock, proxy: option, ca: cert, dialStepTimeoutMs: 10_000 });
    const url = new URL("/open-apis/x", domain);
    await assert.rejects(
      network.request({ method: "GET", url, timeoutMs: 10_000, maxReplyBytes: 10_000 }),
      (error) => error instanceof DialError && error.step === "tcp",
    );
    network.close();
  });
  assert.deepEqual([proxy.connections, platform.discoveries.length], [0, 0]);
}

for (const row of ROWS) {
  for (const scheme of row.schemes) {
    const outcome = row.tunnels ? "one CONNECT for each socket" : "the proxy is not asked";
    test(`${row.name}, ${scheme}: discovery, WebSocket and REST agree: ${outcome}`, async () => {
      await (row.tunnels ? assertTunnels(row, scheme) : assertDirect(row, scheme));
    });
  }
}

test("a proxy that is reached through TLS, behind the private authority", async () => {
  await using platform = await ScriptedPlatform.start();
  const route = { host: "127.0.0.1", port: platform.port };
  const routes = { [`${API_HOST}:${platform.port}`]: route, [`${SOCKET_HOST}:${platform.port}`]: route };
  const localhost = { cert: fixture("localhost-cert.pem"), key: fixture("localhost-key.pem") };
  await using proxy = await ConnectProxy.start(routes, createSecureServer(localhost));
  platform.onDiscovery = () => platform.goodReply({ URL: `ws://${SOCKET_HOST}:${platform.port}/ws` });
  const domain = `http://${API_HOST}:${platform.port}`;
  await using open = await openClient(platform, { domain, proxy: proxy.url("u:p"), ca: localhost.cert });
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  assert.equal(proxy.connects.length, 2);
});

for (const status of [407, 502]) {
  test(`a proxy that refuses with ${status} is an error of that request, for REST, too`, async () => {
    const { platform, proxy, domain } = await startBoth("https");
    await using _platform = platform;
    await using _proxy = proxy;
    proxy.refuseWith = status;
    const network = new Network({ clock: systemClock, proxy: proxy.url("u:p"), ca: cert, dialStepTimeoutMs: 10_000 });
    const url = new URL("/open-apis/x", domain);
    for (const keepAlive of [true, false]) {
      await assert.rejects(
        network.request({ method: "GET", url, timeoutMs: 10_000, maxReplyBytes: 10_000, keepAlive }),
        (error) => error instanceof DialError && error.step === "proxy" && error.message.includes(`status ${status}`),
      );
    }
    network.close();
    assert.equal(proxy.connects.length, 2);
  });
}

test("a certificate of an authority that is not trusted is named, with who issued it", async () => {
  const { platform, proxy, domain } = await startBoth("https");
  await using _platform = platform;
  await using _proxy = proxy;
  const clock = new ManualClock();
  const { client } = testClient(platform, { domain, proxy: proxy.url(), clock });
  await using _ = client;
  void client.start();
  await waitOf(client, clock);
  const { state } = client;
  assert.ok(state.name === "connecting");
  assert.match(state.error?.message ?? "", /issued by "platform\.test".*option ca/s);
});
