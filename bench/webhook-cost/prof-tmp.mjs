import { fork } from "node:child_process";

const c = fork(new URL(`receivers/${process.argv[2]}.mjs`, import.meta.url), [process.argv[3]], {
  execArgv: ["--expose-gc", ...process.argv.slice(4)],
});
c.on("message", (m) => console.log(process.argv[2], m));
