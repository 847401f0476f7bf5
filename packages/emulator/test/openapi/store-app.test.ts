// The tokens of a store app, from the ticket that is pushed to its server to a call with a company's token.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { until } from "../../../../test/support/until.ts";
import { type App, type Emulator, type EmulatorOptions, startEmulator } from "../../src/index.ts";
import { AppServer } from "../support/app-server.ts";
import { knock } from "../support/door.ts";
import { answered, ask, type RestBody } from "../support/rest.ts";

const HOUR_MS = 60 * 60 * 1000;

interface Store {
  readonly emulator: Emulator;
  readonly app: App;
  readonly server: AppServer;
  /** A call under `auth/v3/`. */
  auth(path: string, body: object): Promise<RestBody>;
  /** The next ticket that the server is pushed, acknowledged. */
  ticket(): Promise<string>;
  readonly credentials: { readonly app_id: string; readonly app_secret: string };
}

async function startStore(t: TestContext, options: EmulatorOptions = {}): Promise<Store> {
  const server = await AppServer.start(t);
  const emulator = await startEmulator({ clock: "manual", seed: 1, ...options });
  t.after(() => emulator.close());
  const app = emulator.createApp({ kind: "store", encryptKey: "", events: { requestUrl: server.url, subscribed: [] } });
  const ticket = async (): Promise<string> => {
    const request = await server.next();
    request.answer();
    return JSON.parse(request.text).event.app_ticket;
  };
  const auth: Store["auth"] = async (path, body) =>
    (await answered(await ask(emulator, "POST", `auth/v3/${path}`, body, {}))).body;
  const credentials = { app_id: app.appId, app_secret: app.appSecret };
  return { emulator, app, server, auth, ticket, credentials };
}

test("the way of tokens: ask for a ticket, take the app's token, take a company's, and send a message", async (t) => {
  const { emulator, app, auth, ticket, credentials } = await startStore(t);
  const alice = emulator.createUser({ name: "Alice" });
  assert.deepEqual(await auth("app_ticket/resend", credentials), { code: 0, msg: "success" });
  const app_ticket = await ticket();
  const { app_access_token, ...first } = await auth("app_access_token", { ...credentials, app_ticket });
  assert.match(String(app_access_token), /^a-\w+$/);
  assert.deepEqual(first, { code: 0, msg: "success", expire: 7_200 });
  const tenant_key = app.tenantKey;
  const { tenant_access_token, ...second } = await auth("tenant_access_token", { app_access_token, tenant_key });
  assert.match(String(tenant_access_token), /^t-\w+$/);
  assert.deepEqual(second, { code: 0, msg: "success", expire: 7_200 });
  const message = { receive_id: alice.openId(app), msg_type: "text", content: '{"text":"hi"}' };
  const headers = { authorization: `Bearer ${tenant_access_token}` };
  const sent = await answered(await ask(emulator, "POST", "im/v1/messages?receive_id_type=open_id", message, headers));
  assert.equal(sent.body.code, 0, sent.body.msg);
  assert.equal(alice.openChat(app).messages[0]?.text, "hi");
});

test("the event: schema 1.0, signed and of no company, although nothing is subscribed", async (t) => {
  const { emulator, app, server } = await startStore(t);
  const pushed = emulator.pushAppTicket(app);
  const { text, headers, answer } = await server.next();
  answer();
  const { ts, uuid, token, type, event } = JSON.parse(text);
  assert.match(ts, /^\d{10}\.\d{6}$/);
  assert.match(uuid, /^[0-9a-f]{32}$/);
  assert.deepEqual([token, type], [app.verificationToken, "event_callback"]);
  assert.deepEqual(Object.keys(event), ["app_id", "app_ticket", "type"]);
  assert.deepEqual([event.app_id, event.type], [app.appId, "app_ticket"]);
  assert.notEqual(headers["x-lark-signature"], undefined);
  assert.equal((await pushed).acknowledged, true);
});

test("a new ticket comes every hour, and each is good for two", async (t) => {
  const { emulator, server, auth, ticket, credentials } = await startStore(t);
  const tickets: string[] = [];
  const codes = (): Promise<number[]> =>
    Promise.all(
      tickets.map(async (app_ticket) => (await auth("app_access_token", { ...credentials, app_ticket })).code),
    );
  await emulator.clock.advance(HOUR_MS - 1);
  assert.equal(server.untaken, 0);
  for (let hour = 1; hour <= 3; hour++) {
    const next = ticket();
    await emulator.clock.advance(hour === 1 ? 1 : HOUR_MS);
    tickets.push(await next);
  }
  assert.equal(new Set(tickets).size, 3);
  assert.deepEqual(await codes(), [10012, 0, 0]);
});

test("nothing is pushed to an app without an address, and a disabled one; self-built apps have no tickets", async (t) => {
  const { emulator, app, server } = await startStore(t);
  emulator.createApp({ kind: "store" });
  const own = emulator.createApp();
  app.developerConsole.disable();
  await emulator.clock.advance(3 * HOUR_MS);
  assert.deepEqual([emulator.deliveries, server.untaken], [[], 0]);
  await assert.rejects(emulator.pushAppTicket(own), { code: "bad_argument", message: /self-built/ });
  const refused = await knock(emulator, "POST", `/apps/${own.appId}/app-ticket`);
  assert.deepEqual([refused.status, refused.code], [400, "bad_argument"]);
});

test("a ticket that fails to arrive is pushed again, like any event", async (t) => {
  const { emulator, app, server, ticket } = await startStore(t);
  const pushed = emulator.pushAppTicket(app);
  const first = await server.next();
  first.answer("", 500);
  await pushed;
  const again = ticket();
  await emulator.clock.advance(15_000);
  assert.equal(await again, JSON.parse(first.text).event.app_ticket);
});

test("what is refused, and with which code", async (t) => {
  const { emulator, app, auth, ticket, credentials } = await startStore(t);
  const pushed = emulator.pushAppTicket(app);
  const app_ticket = await ticket();
  await pushed;
  const other = emulator.createApp({ kind: "store" });
  const own = emulator.createApp();
  const asOf = ({ appId, appSecret }: App): object => ({ app_id: appId, app_secret: appSecret });
  const { app_access_token } = await auth("app_access_token", { ...credentials, app_ticket });
  const tenant_key = app.tenantKey;
  const refusals: [path: string, body: object, code: number][] = [
    ["app_access_token", credentials, 10012],
    ["app_access_token", { ...credentials, app_ticket: 5 }, 10012],
    ["app_access_token", { ...credentials, app_ticket: "0".repeat(32) }, 10012],
    ["app_access_token", { ...asOf(other), app_ticket }, 10012],
    ["app_access_token", { ...credentials, app_secret: "x", app_ticket }, 10014],
    ["app_access_token", { ...asOf(own), app_ticket }, 10014],
    ["app_access_token", { app_ticket }, 10003],
    ["app_ticket/resend", asOf(own), 10014],
    ["app_ticket/resend", {}, 10003],
    ["app_access_token/internal", credentials, 10014],
    ["tenant_access_token/internal", credentials, 10014],
    ["tenant_access_token", { app_access_token: "a-x", tenant_key }, 99991664],
    ["tenant_access_token", { app_access_token, tenant_key: "nobody" }, 10003],
    ["tenant_access_token", { app_access_token }, 10003],
    ["tenant_access_token", { tenant_key }, 10003],
  ];
  for (const [path, body, code] of refusals) {
    assert.equal((await auth(path, body)).code, code, `${path} ${JSON.stringify(body)}`);
  }
  const { body } = await answered(await ask(emulator, "POST", "auth/v3/app_access_token/internal", asOf(own), {}));
  const ownToken = body.app_access_token;
  assert.equal((await auth("tenant_access_token", { app_access_token: ownToken, tenant_key })).code, 99991664);
});

test("each company has a token of its own, the same while 30 minutes are left", async (t) => {
  const { emulator, app, auth, ticket, credentials } = await startStore(t);
  const pushed = emulator.pushAppTicket(app);
  const app_ticket = await ticket();
  await pushed;
  const guest = emulator.createTenant("Guest");
  const appToken = async (): Promise<unknown> =>
    (await auth("app_access_token", { ...credentials, app_ticket })).app_access_token;
  const tokenFor = async (tenant_key: string): Promise<unknown> =>
    (await auth("tenant_access_token", { app_access_token: await appToken(), tenant_key })).tenant_access_token;
  const [home, away] = [await tokenFor(app.tenantKey), await tokenFor(guest.tenantKey)];
  assert.notEqual(home, away);
  await emulator.clock.advance(HOUR_MS * 1.5);
  assert.deepEqual([await tokenFor(app.tenantKey), await tokenFor(guest.tenantKey)], [home, away]);
  await emulator.clock.advance(1);
  assert.notEqual(await tokenFor(app.tenantKey), home);
});

test("tickets and their hour are part of a snapshot; a reset and close() end them", async (t) => {
  const { emulator, app, server, auth, ticket, credentials } = await startStore(t);
  const pushed = emulator.pushAppTicket(app);
  const app_ticket = await ticket();
  await pushed;
  await emulator.clock.advance(HOUR_MS / 2);
  const snapshot = emulator.snapshot();
  emulator.reset();
  await emulator.clock.advance(5 * HOUR_MS);
  assert.equal(server.untaken, 0);
  emulator.restore(snapshot);
  assert.equal((await auth("app_access_token", { ...credentials, app_ticket })).code, 0);
  await emulator.clock.advance(HOUR_MS / 2 - 1);
  assert.equal(server.untaken, 0);
  const next = ticket();
  await emulator.clock.advance(1);
  assert.notEqual(await next, app_ticket);
});

test("how long a ticket is good for can be set, and the door pushes one", async (t) => {
  const { emulator, app, auth, ticket, credentials } = await startStore(t, {
    openApi: { appTicketLifetimeMs: 1_000 },
  });
  const asked = knock<{ acknowledged: boolean }>(emulator, "POST", `/apps/${app.appId}/app-ticket`);
  const app_ticket = await ticket();
  assert.equal((await asked).data.acknowledged, true);
  await until(() => emulator.deliveries[0]?.acknowledged === true);
  await emulator.clock.advance(999);
  assert.equal((await auth("app_access_token", { ...credentials, app_ticket })).code, 0);
  await emulator.clock.advance(1);
  assert.equal((await auth("app_access_token", { ...credentials, app_ticket })).code, 10012);
  await assert.rejects(startEmulator({ openApi: { appTicketLifetimeMs: 0 } }), { code: "bad_option" });
});

test("other events of a store app go to its server, too", async (t) => {
  const { emulator, server } = await startStore(t);
  const app = emulator.createApp({ kind: "store", events: { requestUrl: server.url } });
  const said = emulator.createUser({ name: "Alice" }).openChat(app).say("hello");
  (await server.next()).answer();
  const { acknowledged, transport, eventType } = await said;
  assert.deepEqual([acknowledged, transport, eventType], [true, "webhook", "im.message.receive_v1"]);
});
