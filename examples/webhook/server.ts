import type { AddressInfo } from "node:net";
import express from "express";
import { EventDispatcher, WebhookReceiver } from "larkwire";
import { expressHandler } from "larkwire/express";

const dispatcher = new EventDispatcher()
  // Somebody clicked a button of a card.
  .on("card.action.trigger", () => ({ toast: { type: "info", content: "卡片回传成功" } }))
  // Somebody sent a link that the app previews.
  .on("url.preview.get", () => ({ inline: { title: "链接预览测试" } }))
  // An approval about being out of the office went through: any event by its schema and name.
  .onCustomized<{ out_name: string }>("p1", "out_approval", ({ event }) => {
    console.error(`out_approval: ${event.out_name}`);
  })
  // The legacy callback of a click: the answer is the new card.
  .on("card.action.trigger_v1", () => ({
    header: { title: { tag: "plain_text", content: "更新卡片成功" }, template: "green" },
    elements: [{ tag: "div", text: { tag: "lark_md", content: "**Success!\n成功啦😄**" } }],
  }));

// From the developer console of the app: Events & Callbacks, Encryption Strategy.
const receiver = new WebhookReceiver({
  dispatcher,
  encryptKey: process.env.ENCRYPT_KEY || undefined,
  verificationToken: process.env.VERIFICATION_TOKEN || undefined,
});

const app = express();
app.post(["/event", "/card"], expressHandler(receiver));

const server = app.listen(Number(process.env.PORT ?? 7777), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("SIGTERM", () => {
  server.close();
  void receiver.close();
});
