// Says that the bot is ready, and tells the parent whenever it asks how much processor time it has used so far.
export function reportCost() {
  process.on("message", () => process.send({ cpu: process.cpuUsage() }));
  process.send("ready");
  process.on("SIGINT", () => process.exit(0));
}
