// A port that accepts nothing: this process says where it listens, and is then stopped by the test. What the kernel
// holds back for it is two connections; it leaves every further one without an answer.
import { createServer } from "node:net";

const server = createServer();
server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
  process.stdout.write(`${server.address().port}\n`);
});
