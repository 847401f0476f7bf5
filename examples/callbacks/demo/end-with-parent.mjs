// Preloaded into the demo's processes: their stdin is a pipe from the demo, which closes when the demo is gone.
const GRACE_MS = 3_000;

process.stdin.once("close", () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
process.stdin.resume().unref();
