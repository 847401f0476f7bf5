import { connect, report } from "./connect.mjs";

connect({
  "card.action.trigger": async (data) => {
    report(data);
    return { toast: { type: "success", content: `${data.action.value.pressed}：卡片回传成功 ✅` } };
  },
});
