import { closeOnSignal, EventDispatcher, WSClient } from "larkwire";
import { appFromEnvironment } from "../app-from-environment.ts";

/** Answers the link well and the click with another text. */
const dispatcher = new EventDispatcher()
  .on("card.action.trigger", () => ({ toast: { type: "info", content: "something else" } }))
  .on("url.preview.get", () => ({ inline: { title: "链接预览测试" } }));

const client = new WSClient({ ...appFromEnvironment(), dispatcher });
closeOnSignal(client);
await client.start();
