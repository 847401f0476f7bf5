// Connects to the platform at the given origin and answers clicks until it is ended. Doubts a silent connection after half a second.
import { EventDispatcher, WSClient } from "../../src/index.ts";

const [domain] = process.argv.slice(2);
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher: new EventDispatcher().on("card.action.trigger", () => ({})),
  domain,
  limits: { pongTimeoutMs: 500 },
});
await client.start();
