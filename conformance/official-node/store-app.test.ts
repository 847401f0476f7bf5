import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import * as lark from "@larksuiteoapi/node-sdk";
import { startEmulator } from "@larkwire/emulator";

const QUIET = { loggerLevel: lark.LoggerLevel.fatal };

test("a store app takes its app_ticket from the event, and sends a message with a company's token", async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const app = emulator.createApp({ kind: "store" });
  const { appId, appSecret, encryptKey, verificationToken, tenantKey } = app;
  // The dispatcher keeps the ticket where the client looks for it.
  const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken, ...QUIET });
  const server = createServer(lark.adaptDefault("/event", dispatcher, { autoChallenge: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/event`;
  await app.developerConsole.save({ encryptKey, events: { mode: "webhook", requestUrl } });
  app.developerConsole.publish();
  const client = new lark.Client({ appId, appSecret, appType: lark.AppType.ISV, domain: emulator.url, ...QUIET });
  const alice = emulator.createUser({ name: "Alice" });
  const chat = alice.openChat(app);

  assert.equal((await emulator.pushAppTicket(app)).acknowledged, true);
  const sent = await client.im.message.create(
    {
      params: { receive_id_type: "open_id" },
      data: { receive_id: alice.openId(app), msg_type: "text", content: '{"text":"hello"}' },
    },
    lark.withTenantKey(tenantKey),
  );
  assert.equal(sent.code, 0, sent.msg);
  assert.equal((await chat.nextMessage()).text, "hello");
});
