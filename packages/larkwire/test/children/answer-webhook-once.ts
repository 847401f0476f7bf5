// Answers one event of an insecure receiver, whose handler leaves a deadline behind, and has to come to its end by itself.
import { EventDispatcher, WebhookReceiver } from "../../src/index.ts";
import { p2Body } from "../support/bodies.ts";

const dispatcher = new EventDispatcher().on("im.message.receive_v1", () => undefined);
const receiver = new WebhookReceiver({ dispatcher, insecure: true, logLevel: "silent" });
const { status } = await receiver.handle({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(p2Body("im.message.receive_v1", {}))),
});
process.stderr.write(`answered ${status}\n`);
