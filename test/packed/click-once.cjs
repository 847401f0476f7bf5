// The same as click-once.mjs for an app of CommonJS modules.
const assert = require("node:assert/strict");
const { startEmulator } = require("@larkwire/emulator");
const { EventDispatcher, WebhookReceiver: FromMain, WSClient } = require("larkwire");
const { WebhookReceiver } = require("larkwire/webhook");
const { validateCard } = require("larkwire/cards");

const button = {
  tag: "button",
  text: { tag: "plain_text", content: "Go" },
  behaviors: [{ type: "callback", value: {} }],
};
const dispatcher = new EventDispatcher().on("card.action.trigger", () => ({ toast: { content: "from CJS" } }));

async function main() {
  assert.deepEqual(validateCard({ schema: "2.0", body: { elements: [button] } }), []);
  const emulator = await startEmulator();
  const app = emulator.createApp();
  const { appId, appSecret } = app;
  const client = new WSClient({ appId, appSecret, dispatcher, domain: emulator.url, logLevel: "warn" });
  await client.start();
  const card = emulator
    .createUser({ name: "Alice" })
    .openChat(app)
    .postCard({ elements: [button] });
  const { code, toast } = await card.click("Go");
  assert.deepEqual({ code, toast }, { code: 0, toast: { content: "from CJS" } });
  await client.close();
  await emulator.close();

  assert.equal(WebhookReceiver, FromMain);
  const receiver = new WebhookReceiver({ dispatcher, insecure: true, logLevel: "silent" });
  assert.equal((await receiver.handle({ method: "GET", headers: {}, body: new Uint8Array() })).status, 405);
}

main();
