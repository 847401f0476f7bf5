import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { until } from "../../../../test/support/until.ts";
import { EventDispatcher, type Logger, WSClient, type WSClientOptions } from "../../src/index.ts";
import { cardActionBody } from "../support/bodies.ts";
import { ConnectProxy } from "../support/connect-proxy.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";
import { APP_ID, APP_SECRET, testClient } from "../support/test-client.ts";

const PROXY_PASSWORD = "planted-proxy-password";

/** What must never be seen, each as it was planted and as it may be written. */
const SECRETS = [
  APP_SECRET,
  "planted-ticket",
  "planted-key",
  "planted-verification-token",
  "c-0123456789abcdef0123456789abcdef01234567",
  PROXY_PASSWORD,
].flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").slice(0, -4)]);

/** Every way in which an app may print something. */
function printed(value: unknown): string {
  const shown = inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
  const text = value instanceof Error ? `${value.message}\n${value.stack}` : String(value);
  return `${shown}\n${text}\n${JSON.stringify(value)}`;
}

function assertNoSecret(value: unknown, where: string): void {
  const text = printed(value);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `${where} shows ${secret}: ${text}`);
}

/** Runs a client until it waits or has failed, closes it, and looks through everything it showed. */
async function assertQuietFailure(
  platform: ScriptedPlatform,
  where: string,
  options: Partial<WSClientOptions> = {},
): Promise<void> {
  const { client, logger } = testClient(platform, options);
  const errors: unknown[] = [];
  client.start().catch((error) => errors.push(error));
  await until(() => ["waiting", "ended"].includes(client.health().connections[0]?.state ?? ""));
  assert.ok("error" in client.state && client.state.error !== undefined, where);
  for (const shown of [client, client.state, client.health(), errors, logger.lines]) assertNoSecret(shown, where);
  await client.close();
}

test("D26: a whole run at trace shows no credential", async () => {
  await using platform = await ScriptedPlatform.start();
  const dispatcher = new EventDispatcher().on("card.action.trigger", (data, context) => {
    context.logger.info(`ticket=${"planted-ticket"} of ${data.event.token}`, {
      secret: APP_SECRET,
      deep: [APP_SECRET],
    });
    if (data.event.action.tag === "button") throw new Error(`no luck with ${data.event.token} and ${APP_SECRET}`);
    return {};
  });
  await using open = await openClient(platform, { dispatcher, logLevel: "trace" });
  for (const body of [cardActionBody(), `{"token":"${APP_SECRET}"`, '{"schema":"3.0"}'])
    await open.connection.ask(body);
  open.connection.webSocket.send(Buffer.from(`garbage ${APP_SECRET}`));
  open.connection.webSocket.send(`text ${APP_SECRET}`);
  open.connection.sendPong(`{"PingInterval":"${APP_SECRET}"`);
  await open.connection.ask(cardActionBody(), { messageId: `message ${APP_SECRET}` });
  open.connection.webSocket.close(1001, `bye ${APP_SECRET}`);
  await until(() => open.client.health().statistics.connectionsOpened === 2);
  await open.client.close();

  assert.ok(open.logger.lines.length > 15);
  assert.equal(open.logger.find("debug", "connected to ws://").length, 2);
  assertNoSecret(open.logger.lines, "the log");
  assertNoSecret(open.client, "the client");
  assertNoSecret(open.client.health(), "health()");
});

test("D26: errors that quote the platform show no credential", async () => {
  const replies: Record<string, unknown> = {
    "a refusal that repeats the secret": { code: 10003, msg: `bad secret ${APP_SECRET}` },
    "a URL of another scheme": {
      code: 0,
      data: { URL: "https://x.test/?ticket=planted-ticket&access_key=planted-key" },
    },
    "a URL that is none": { code: 0, data: { URL: "planted-ticket" } },
    "no code": { msg: APP_SECRET, data: { URL: "ws://x.test/?ticket=planted-ticket" } },
    "an address that cannot be reached": {
      code: 0,
      data: { URL: "ws://127.0.0.1:9/ws?ticket=planted-ticket&access_key=planted-key" },
    },
  };
  for (const [where, reply] of Object.entries(replies)) {
    await using platform = await ScriptedPlatform.start();
    platform.onDiscovery = () => reply;
    await assertQuietFailure(platform, where);
  }
  await using platform = await ScriptedPlatform.start();
  platform.onDiscovery = (_seen, response) => {
    response.writeHead(302, { location: `http://x.test/?ticket=planted-ticket&s=${APP_SECRET}` }).end();
  };
  await assertQuietFailure(platform, "a redirect");
  platform.onDiscovery = (_seen, response) => void response.end(APP_SECRET);
  await assertQuietFailure(platform, "a reply that is no JSON");
  platform.onDiscovery = () => platform.goodReply();
  platform.onUpgrade = (_request, socket) => {
    const message = `Handshake-Msg: ticket planted-ticket of ${APP_SECRET} is over`;
    socket.end(`HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n${message}\r\n\r\n`);
    return false;
  };
  await assertQuietFailure(platform, "a refused upgrade");
});

test("D26: a proxy's password shows nowhere, whether the proxy works or not", async () => {
  await using platform = await ScriptedPlatform.start();
  const routes = { [`127.0.0.1:${platform.port}`]: { host: "127.0.0.1", port: platform.port } };
  await using proxy = await ConnectProxy.start(routes);
  const proxyUrl = proxy.url(`user:${PROXY_PASSWORD}`);
  {
    await using open = await openClient(platform, { proxy: proxyUrl });
    assert.equal(proxy.connects.length, 2);
    for (const shown of [open.client, open.client.health(), open.logger.lines])
      assertNoSecret(shown, "a working proxy");
  }
  proxy.refuseWith = 407;
  await assertQuietFailure(platform, "a proxy that refuses", { proxy: proxyUrl });
  await assertQuietFailure(platform, "no proxy there", { proxy: `http://user:${PROXY_PASSWORD}@127.0.0.1:9` });
  const dispatcher = new EventDispatcher();
  for (const bad of [`ftp://user:${PROXY_PASSWORD}@x.test`, `http//user:${PROXY_PASSWORD}`]) {
    assert.throws(
      () => new WSClient({ appId: APP_ID, appSecret: APP_SECRET, dispatcher, proxy: bad }),
      (error) => {
        assertNoSecret(error, "a bad proxy option");
        return true;
      },
    );
  }
});

test("D26: a custom logger gets a text and an object, never an array or the word undefined", async () => {
  await using platform = await ScriptedPlatform.start();
  const calls: unknown[][] = [];
  const note = (...args: unknown[]): void => void calls.push(args);
  const logger: Logger = { trace: note, debug: note, info: note, warn: note, error: note };
  await using open = await openClient(platform, { logger });
  await open.connection.ask(cardActionBody());
  await open.connection.ask("{");
  await open.client.close();
  assert.ok(calls.length > 3);
  for (const [message, fields, ...rest] of calls) {
    assert.equal(typeof message, "string");
    assert.ok(!String(message).includes("undefined"), String(message));
    assert.ok(fields === undefined || Object.getPrototypeOf(fields) === Object.prototype);
    assert.deepEqual(rest, []);
  }
});

test("D26: a logger that throws does not cost an answer", async () => {
  await using platform = await ScriptedPlatform.start();
  const refuse = (): never => {
    throw new Error("the disk is full");
  };
  const logger: Logger = { trace: refuse, debug: refuse, info: refuse, warn: refuse, error: refuse };
  await using open = await openClient(platform, { logger });
  assert.equal((await open.connection.ask(cardActionBody())).code, 200);
});
