import * as lark from "@larksuiteoapi/node-sdk";
import { report } from "./connect.mjs";
import { listen } from "./listen.mjs";

const { ENCRYPT_KEY: encryptKey, VERIFICATION_TOKEN: verificationToken } = process.env;

const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken }).register({
  "card.action.trigger": async (data) => {
    report(data);
    return { toast: { type: "success", content: `${data.action.value.pressed}：卡片回传成功 ✅` } };
  },
  "url.preview.get": async (data) => {
    report(data);
    return { inline: { title: "链接预览测试" } };
  },
  "im.message.receive_v1": async (data) => report(data),
  out_approval: async (data) => report({ handled: "out_approval", ...data }),
});

listen("/event", lark.adaptExpress(dispatcher, { autoChallenge: true }));
