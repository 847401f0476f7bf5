import { EventDispatcher, WSClient } from "larkwire";
import { reportCost } from "../report-cost.mjs";

const dispatcher = new EventDispatcher().on("card.action.trigger", async (data) => ({
  toast: { type: "info", content: data.event.action.tag },
}));
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "secret",
  dispatcher,
  domain: process.env.BENCH_ORIGIN,
});
await client.start();
reportCost();
