import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import { test } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import { cardActionBody } from "../support/bodies.ts";
import { ConnectProxy } from "../support/connect-proxy.ts";
import { waitOf } from "../support/next-attempt.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { testClient } from "../support/test-client.ts";
import { withProxyEnvironment } from "../support/with-environment.ts";

/** Names under .test exist nowhere: only the proxy knows where they lead. */
const DISCOVERY_HOST = "open.platform.test";
const SOCKET_HOST = "msg-frontier.platform.test";

/** A platform behind the two names, and the proxy that knows them. */
async function startBehindProxy(platform: ScriptedPlatform, scheme: "" | "s" = ""): Promise<ConnectProxy> {
  const { port } = platform;
  platform.onDiscovery = () =>
    platform.goodReply({ URL: `ws${scheme}://${SOCKET_HOST}:${port}/ws/v2?device_id=D&service_id=1&ticket=t` });
  const route = { host: "127.0.0.1", port };
  return ConnectProxy.start({ [`${DISCOVERY_HOST}:${port}`]: route, [`${SOCKET_HOST}:${port}`]: route });
}

function assertTunnels(platform: ScriptedPlatform, proxy: ConnectProxy): void {
  assert.deepEqual(proxy.connects, [`${DISCOVERY_HOST}:${platform.port}`, `${SOCKET_HOST}:${platform.port}`]);
  assert.equal(proxy.absoluteUriRequests, 0);
}

test("D30: with HTTP_PROXY, discovery and WebSocket each go through one tunnel", async () => {
  await using platform = await ScriptedPlatform.start();
  await using proxy = await startBehindProxy(platform);
  await withProxyEnvironment({ HTTP_PROXY: proxy.url() }, async () => {
    await using open = await openClient(platform, { domain: `http://${DISCOVERY_HOST}:${platform.port}` });
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  });
  assertTunnels(platform, proxy);
});

test("D30: with HTTPS_PROXY, TLS goes through the tunnel to the names the platform has", async () => {
  const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
  const [cert, key] = [fixture("platform-cert.pem"), fixture("platform-key.pem")];
  await using platform = await ScriptedPlatform.start(createSecureServer({ cert, key }));
  await using proxy = await startBehindProxy(platform, "s");
  const domain = `https://${DISCOVERY_HOST}:${platform.port}`;
  await withProxyEnvironment({ HTTPS_PROXY: proxy.url("user:p%40ss"), HTTP_PROXY: "http://127.0.0.1:9" }, async () => {
    await using open = await openClient(platform, { domain, ca: cert });
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    assertTunnels(platform, proxy);
    const basic = `Basic ${Buffer.from("user:p@ss").toString("base64")}`;
    assert.deepEqual(proxy.authorizations, [basic, basic]);

    const clock = new ManualClock();
    const { client } = testClient(platform, { domain, clock });
    await using _ = client;
    void client.start().catch(() => undefined);
    await waitOf(client, clock);
    assert.equal(client.health().connections[0]?.errorCode, "discovery_unreachable", "an unknown certificate");
  });
});

test("D30: the environment's proxy is not used for this machine", async () => {
  await using platform = await ScriptedPlatform.start();
  await using proxy = await ConnectProxy.start({});
  await withProxyEnvironment({ HTTP_PROXY: proxy.url(), HTTPS_PROXY: proxy.url() }, async () => {
    await using open = await openClient(platform);
    assert.equal((await open.connection.ask(cardActionBody())).code, 200);
  });
  assert.deepEqual(proxy.connects, []);
});

test("D30: the environment's proxy is not used for a host in NO_PROXY", async () => {
  await using platform = await ScriptedPlatform.start();
  // An address that leads here and is no loopback address.
  const url = platform.url().replace("127.0.0.1", "0.0.0.0");
  platform.onDiscovery = () => platform.goodReply({ URL: url });
  const domain = `http://0.0.0.0:${platform.port}`;
  const route = { host: "127.0.0.1", port: platform.port };
  await using proxy = await ConnectProxy.start({ [`0.0.0.0:${platform.port}`]: route });
  for (const [noProxy, tunnels] of [
    ["0.0.0.0", 0],
    ["other.test", 2],
  ] as const) {
    await withProxyEnvironment({ HTTP_PROXY: proxy.url(), NO_PROXY: noProxy }, async () => {
      await using open = await openClient(platform, { domain });
      assert.equal((await open.connection.ask(cardActionBody())).code, 200);
    });
    assert.equal(proxy.connects.length, tunnels);
  }
});

test("D30: an explicit proxy wins over the environment, and false is none", async () => {
  await using platform = await ScriptedPlatform.start();
  await using proxy = await startBehindProxy(platform);
  const domain = `http://${DISCOVERY_HOST}:${platform.port}`;
  await withProxyEnvironment({ HTTP_PROXY: "http://127.0.0.1:9", NO_PROXY: "*" }, async () => {
    await using _ = await openClient(platform, { domain, proxy: proxy.url() });
  });
  assertTunnels(platform, proxy);

  await using direct = await ScriptedPlatform.start();
  const url = direct.url().replace("127.0.0.1", "0.0.0.0");
  direct.onDiscovery = () => direct.goodReply({ URL: url });
  await withProxyEnvironment({ HTTP_PROXY: proxy.url() }, async () => {
    await using _ = await openClient(direct, { domain: `http://0.0.0.0:${direct.port}`, proxy: false });
  });
  assert.equal(proxy.connects.length, 2);
});

for (const status of [407, 403, 502]) {
  test(`D30: a proxy that answers ${status} is named in a typed error`, async () => {
    await using platform = await ScriptedPlatform.start();
    await using proxy = await startBehindProxy(platform);
    proxy.refuseWith = status;
    const clock = new ManualClock();
    const { client, logger } = testClient(platform, {
      domain: `http://${DISCOVERY_HOST}:${platform.port}`,
      proxy: proxy.url("user:password"),
      clock,
    });
    await using _ = client;
    void client.start().catch(() => undefined);
    await waitOf(client, clock);
    const { state } = client;
    assert.ok(state.name === "connecting" && state.error?.code === "proxy_refused");
    assert.match(state.error.message, new RegExp(`${new URL(proxy.url()).host}.*${status}`));
    assert.equal(state.error.message.includes("wants a user and a password"), status === 407);
    assert.equal(logger.find("warn", String(status)).length, 1);
  });
}

test("D30: a proxy that opens no tunnel for the WebSocket alone is named, too", async () => {
  await using platform = await ScriptedPlatform.start();
  await using proxy = await startBehindProxy(platform);
  platform.onDiscovery = () => {
    proxy.refuseWith = 403;
    return platform.goodReply({ URL: `ws://${SOCKET_HOST}:${platform.port}/ws/v2?ticket=t` });
  };
  const clock = new ManualClock();
  const domain = `http://${DISCOVERY_HOST}:${platform.port}`;
  const { client } = testClient(platform, { domain, proxy: proxy.url(), clock });
  await using _ = client;
  void client.start().catch(() => undefined);
  await waitOf(client, clock);
  assert.equal(client.health().connections[0]?.errorCode, "proxy_refused");
});
