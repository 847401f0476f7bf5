import { connect, report } from "./connect.mjs";

connect({
  "url.preview.get": async (data) => {
    report(data);
    return { inline: { title: "链接预览测试" } };
  },
});
