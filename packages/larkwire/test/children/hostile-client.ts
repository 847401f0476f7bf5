// Connects to the platform at the given origin and answers clicks; one with the value "measure" gets what this process holds.
import { EventDispatcher, WSClient } from "../../src/index.ts";
import { heldMib } from "../support/heap.ts";

const [domain] = process.argv.slice(2);
const dispatcher = new EventDispatcher()
  .on("card.action.trigger", (data) =>
    data.event.action.value === "measure" ? { toast: { type: "info", content: String(heldMib()) } } : {},
  )
  .on("im.message.receive_v1", () => undefined);
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher,
  domain,
  logLevel: "warn",
});
await client.start();
