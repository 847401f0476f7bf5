import { connect } from "./connect.mjs";

const done = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "**Success!\n成功啦😄**" }] } };

connect({
  "card.action.trigger": async () => ({ card: { type: "raw", data: done } }),
});
