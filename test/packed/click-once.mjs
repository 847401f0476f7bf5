// Copied by scripts/check-packages.mjs into a project that has the packed packages: an app of ES modules there.
import assert from "node:assert/strict";
import { startEmulator } from "@larkwire/emulator";
import { EventDispatcher, WebhookReceiver as FromMain, WSClient } from "larkwire";
import { validateCard } from "larkwire/cards";
import { WebhookReceiver } from "larkwire/webhook";

const button = {
  tag: "button",
  text: { tag: "plain_text", content: "Go" },
  behaviors: [{ type: "callback", value: {} }],
};
const dispatcher = new EventDispatcher().on("card.action.trigger", () => ({ toast: { content: "from ESM" } }));

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
assert.deepEqual({ code, toast }, { code: 0, toast: { content: "from ESM" } });
await client.close();
await emulator.close();

assert.equal(WebhookReceiver, FromMain);
const receiver = new WebhookReceiver({ dispatcher, insecure: true, logLevel: "silent" });
assert.equal((await receiver.handle({ method: "GET", headers: {}, body: new Uint8Array() })).status, 405);
