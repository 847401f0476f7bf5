import { EventDispatcher, WebhookReceiver } from "larkwire/webhook";
import { ENCRYPT_KEY, reportCost, VERIFICATION_TOKEN } from "../report-cost.mjs";

const dispatcher = new EventDispatcher().on("card.action.trigger", async (data) => ({
  toast: { type: "info", content: data.event.action.tag },
}));
const receiver = new WebhookReceiver({ dispatcher, encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN });

await reportCost(async ({ headers, body }) => {
  const response = await receiver.handle({ method: "POST", path: "/webhook", headers, body });
  response.sent();
  return response.body;
});
