import { EventDispatcher, LoggerLevel } from "@larksuiteoapi/node-sdk";
import { ENCRYPT_KEY, reportCost, VERIFICATION_TOKEN } from "../report-cost.mjs";

const dispatcher = new EventDispatcher({
  encryptKey: ENCRYPT_KEY,
  verificationToken: VERIFICATION_TOKEN,
  loggerLevel: LoggerLevel.error,
}).register({
  "card.action.trigger": async (data) => ({ toast: { type: "info", content: data.action.tag } }),
});

// What the SDK's own adapters do with a body: parse it, and hang the headers behind it.
await reportCost(async ({ headers, body }) => {
  const data = Object.assign(Object.create({ headers }), JSON.parse(body.toString("utf8")));
  return JSON.stringify(await dispatcher.invoke(data));
});
