import { EventDispatcher, WSClient } from "larkwire";
import { appFromEnvironment } from "../app-from-environment.ts";

/** Answers the click well, knows no links, and does not listen to SIGTERM. */
const dispatcher = new EventDispatcher().on("card.action.trigger", () => ({
  toast: { type: "info", content: "卡片回传成功" },
}));

process.on("SIGTERM", () => undefined);
await new WSClient({ ...appFromEnvironment(), dispatcher }).start();
