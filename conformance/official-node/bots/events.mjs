import { connect, report } from "./connect.mjs";

connect({
  "im.message.receive_v1": async (data) => report(data),
  out_approval: async (data) => report({ handled: "out_approval", ...data }),
});
