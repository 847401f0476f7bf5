import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { fetchHandler } from "../../src/adapters/fetch.ts";
import { adapterContract, PATH } from "./support/adapter-contract.ts";
import { serveHttp } from "./support/serve-http.ts";

adapterContract({
  name: "Hono",
  serve: (receiver) => {
    const handle = fetchHandler(receiver);
    const app = new Hono().post(PATH, (context) => handle(context.req.raw));
    return serveHttp(getRequestListener(app.fetch));
  },
  behindParsers: [
    {
      parser: "a middleware that reads the request",
      serve: (receiver) => {
        const handle = fetchHandler(receiver);
        const app = new Hono().use(async (context, next) => {
          await context.req.raw.json();
          await next();
        });
        app.post(PATH, (context) => handle(context.req.raw));
        return serveHttp(getRequestListener(app.fetch));
      },
      outcome: /before its body is read/,
    },
  ],
});

adapterContract({
  name: "a fetch runtime",
  serve: (receiver) => serveHttp(getRequestListener(fetchHandler(receiver))),
});
