// A receiver behind a server. It says its port, and a click with the value "measure" gets what it has handled and holds.
import { EventDispatcher, WebhookReceiver } from "../../src/index.ts";
import { heldMib } from "../support/heap.ts";
import { HOSTILE_APP_ID, HOSTILE_MAX_BODY_BYTES } from "../support/hostile-requests.ts";
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from "../support/platform-post.ts";
import { WebhookServer } from "../support/webhook-server.ts";

let handled = 0;
const dispatcher = new EventDispatcher()
  .on("card.action.trigger", (data) => {
    if (data.event.action.value === "measure") {
      return { toast: { type: "info", content: JSON.stringify({ handled, heldMib: heldMib() }) } };
    }
    handled += 1;
    return {};
  })
  .onUnknown(() => {
    handled += 1;
  });
const receiver = new WebhookReceiver({
  dispatcher,
  encryptKey: ENCRYPT_KEY,
  verificationToken: VERIFICATION_TOKEN,
  appId: HOSTILE_APP_ID,
  path: "/webhook",
  limits: { maxBodyBytes: HOSTILE_MAX_BODY_BYTES },
});
const server = await WebhookServer.start(receiver);
process.stderr.write(`listening on ${server.port}\n`);
