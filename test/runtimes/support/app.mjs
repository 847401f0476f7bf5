// The app that every runtime serves.
import { fetchHandler } from "../../../packages/larkwire/dist/fetch.mjs";
import { EventDispatcher, WebhookReceiver } from "../../../packages/larkwire/dist/webhook.mjs";

/** @returns {(request: Request) => Promise<Response>} */
export function makeHandler(encryptKey, verificationToken) {
  const dispatcher = new EventDispatcher().on("card.action.trigger", ({ event }) => ({
    toast: { type: "info", content: JSON.stringify(event.action.value) },
  }));
  const receiver = new WebhookReceiver({ dispatcher, encryptKey, verificationToken, path: "/webhook/event" });
  return fetchHandler(receiver);
}
