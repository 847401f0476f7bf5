// Connects to the platform at the given origin, answers one click, closes, and has to come to its end by itself.
import { EventDispatcher, WSClient } from "../../src/index.ts";

const [domain] = process.argv.slice(2);
const dispatcher = new EventDispatcher();
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher,
  domain,
  logLevel: "trace",
});
dispatcher.on("card.action.trigger", () => {
  void client.close();
  return { toast: { type: "info", content: "answered" } };
});
await client.start();
