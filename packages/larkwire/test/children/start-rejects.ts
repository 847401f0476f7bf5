// Connects to a platform that refuses for good: start() rejects, and the process has to come to its end by itself.
import { ConnectionError, EventDispatcher, WSClient } from "../../src/index.ts";

const [domain] = process.argv.slice(2);
const client = new WSClient({
  appId: "cli_0123456789abcdef",
  appSecret: "planted-app-secret-000000000000",
  dispatcher: new EventDispatcher(),
  domain,
  logLevel: "trace",
});
try {
  await client.start();
} catch (error) {
  if (!(error instanceof ConnectionError && error.code === "app_forbidden")) throw error;
}
