import Router from "@koa/router";
import Koa from "koa";
import bodyParser from "koa-bodyparser";
import { koaHandler } from "../../src/adapters/koa.ts";
import { adapterContract, PATH } from "./support/adapter-contract.ts";
import { serveHttp } from "./support/serve-http.ts";

adapterContract({
  name: "Koa with @koa/router",
  serve: (receiver) => {
    const router = new Router().post(PATH, koaHandler(receiver));
    return serveHttp(new Koa().use(router.routes()).callback());
  },
  behindParsers: [
    {
      parser: "koa-bodyparser",
      serve: (receiver) => {
        const router = new Router().post(PATH, koaHandler(receiver));
        return serveHttp(new Koa().use(bodyParser()).use(router.routes()).callback());
      },
      outcome: "works",
    },
    {
      parser: "a parser that keeps nothing",
      serve: (receiver) => {
        const app = new Koa().use(async (context, next) => {
          for await (const _chunk of context.req);
          await next();
        });
        return serveHttp(app.use(koaHandler(receiver)).callback());
      },
      outcome: /above the body parser/,
    },
  ],
});

adapterContract({
  name: "Koa without a router",
  serve: (receiver) => serveHttp(new Koa().use(koaHandler(receiver)).callback()),
});
