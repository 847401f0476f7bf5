import * as lark from "@larksuiteoapi/node-sdk";

/** What every bot here has in common: the official client as its README shows it, but for the platform's address. */
export function connect(handlers) {
  const { APP_ID: appId, APP_SECRET: appSecret, LARK_DOMAIN: domain } = process.env;
  const client = new lark.WSClient({ appId, appSecret, domain });
  client.start({ eventDispatcher: new lark.EventDispatcher({}).register(handlers) });
}

/** Says what came in, for the test to read. */
export function report(data) {
  process.stdout.write(`received ${JSON.stringify(data)}\n`);
}
