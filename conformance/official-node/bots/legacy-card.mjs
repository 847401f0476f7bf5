import * as lark from "@larksuiteoapi/node-sdk";
import { report } from "./connect.mjs";
import { listen } from "./listen.mjs";

const { ENCRYPT_KEY: encryptKey, VERIFICATION_TOKEN: verificationToken } = process.env;

const handler = new lark.CardActionHandler({ encryptKey, verificationToken }, async (data) => {
  report(data);
  return {
    header: { title: { tag: "plain_text", content: "更新卡片成功" }, template: "green" },
    elements: [{ tag: "div", text: { tag: "lark_md", content: "**Success!\n成功啦😄**" } }],
  };
});

listen("/card", lark.adaptExpress(handler, { autoChallenge: true }));
