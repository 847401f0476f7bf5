import { closeOnSignal, EventDispatcher, WSClient } from "larkwire";
import { appFromEnvironment } from "./app-from-environment.ts";

const dispatcher = new EventDispatcher()
  // Somebody clicked a button of a card.
  .on("card.action.trigger", () => ({ toast: { type: "info", content: "卡片回传成功" } }))
  // Somebody sent a link that the app previews.
  .on("url.preview.get", () => ({ inline: { title: "链接预览测试" } }));

const client = new WSClient({ ...appFromEnvironment(), dispatcher });
closeOnSignal(client);
await client.start();
