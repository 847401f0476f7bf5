import type { WSClientOptions } from "larkwire";

/** Which app this is, and where: `APP_ID`, `APP_SECRET` and `LARK_DOMAIN`. Ends the process with 2 without the first two. */
export function appFromEnvironment(): Pick<WSClientOptions, "appId" | "appSecret" | "domain"> {
  const { APP_ID: appId, APP_SECRET: appSecret, LARK_DOMAIN: domain } = process.env;
  if (appId && appSecret) return { appId, appSecret, domain: domain || "feishu" };
  const missing = [...(appId ? [] : ["APP_ID"]), ...(appSecret ? [] : ["APP_SECRET"])].join(" and ");
  console.error(`bot: ${missing} missing in the environment.
  APP_ID, APP_SECRET  from the developer console of your app, Credentials & Basic Info
  LARK_DOMAIN         "feishu" (default), "lark", or the URL of an emulator
No app at hand? "npm run demo" brings its own.`);
  process.exit(2);
}
