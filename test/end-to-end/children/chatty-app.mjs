// An app that says all it can: two clients at level trace, one with the SDK's own logger and one with the app's, and
// handlers that put what they know into errors, answers and log lines. It ends when it is told to.
import process from "node:process";
import { EventDispatcher, WSClient } from "larkwire";

const { LARK_DOMAIN: domain, APP_ID: appId, APP_SECRET: appSecret } = process.env;

const note = (message, fields) => process.send({ logged: { message, fields } });
const logger = { trace: note, debug: note, info: note, warn: note, error: note };

const clicks = {
  Fine: () => ({ toast: { type: "info", content: "fine" } }),
  Throw: ({ event }) => {
    throw new Error(`no luck with ${event.token} and ${appSecret}`, { cause: new Error(appSecret) });
  },
  Wrong: ({ event }) => ({ toast: { type: appSecret, content: "x" }, card: { type: event.token } }),
  Log: ({ event }, context) => {
    context.logger.info(`token=${event.token}`, {
      secret: appSecret,
      deep: [{ url: `https://x.test/?s=${appSecret}` }],
    });
    return {};
  },
};

const dispatcher = new EventDispatcher().on("card.action.trigger", (data, context) =>
  clicks[data.event.action.value.pressed](data, context),
);

const common = { appId, appSecret, dispatcher, domain, logLevel: "trace" };
const clients = [new WSClient(common), new WSClient({ ...common, logger })];
for (const client of clients) {
  client.onStateChange((state) => process.send({ state: state.name, shown: JSON.stringify(state) }));
}
process.once("message", async () => {
  await Promise.all(clients.map((client) => client.close()));
  process.disconnect();
});
await Promise.all(clients.map((client) => client.start()));
