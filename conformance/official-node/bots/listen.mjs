import express from "express";

/** What every server here has in common: an Express app with one route, on a free port, which it says. */
export function listen(path, handler) {
  const app = express();
  app.use(express.json());
  app.post(path, handler);
  const server = app.listen(0, "127.0.0.1", () => {
    process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
  });
}
