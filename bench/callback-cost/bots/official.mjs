import { EventDispatcher, LoggerLevel, WSClient } from "@larksuiteoapi/node-sdk";
import { reportCost } from "../report-cost.mjs";

const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "secret",
  domain: process.env.BENCH_ORIGIN,
  loggerLevel: LoggerLevel.error,
});
await client.start({
  eventDispatcher: new EventDispatcher({}).register({
    "card.action.trigger": async (data) => ({ toast: { type: "info", content: data.action.tag } }),
  }),
});
reportCost();
