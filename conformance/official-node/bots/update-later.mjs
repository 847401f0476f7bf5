import * as lark from "@larksuiteoapi/node-sdk";
import { connect, report } from "./connect.mjs";

const { APP_ID: appId, APP_SECRET: appSecret, LARK_DOMAIN: domain } = process.env;
const client = new lark.Client({ appId, appSecret, domain, loggerLevel: lark.LoggerLevel.fatal });

/** Answers at once with nothing, and changes the card afterwards, by the token of the click. */
connect({
  "card.action.trigger": async (data) => {
    setImmediate(() => updateUntilDone(data.token));
    return {};
  },
});

/** The answer and the update travel on two connections; the platform refuses an update that overtakes the answer. */
async function updateUntilDone(token) {
  const card = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "updated later" }] } };
  for (let attempt = 1; attempt <= 20; attempt++) {
    const request = { method: "POST", url: "/open-apis/interactive/v1/card/update", data: { token, card } };
    const code = await client.request(request).then(
      (answer) => answer.code,
      (error) => error.response.data.code,
    );
    if (code === 0) return report({ attempt, token });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the card could not be updated");
}
