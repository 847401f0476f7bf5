import express5, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import type { AdapterReceiver } from "../../src/adapters/adapter-receiver.ts";
import { expressHandler } from "../../src/adapters/express.ts";
import { adapterContract, PATH, type ServedAdapter } from "./support/adapter-contract.ts";
import { serveHttp } from "./support/serve-http.ts";

for (const [version, express] of [
  ["4", express4],
  ["5", express5],
] as const) {
  const behind =
    (parser: RequestHandler) =>
    (receiver: AdapterReceiver): Promise<ServedAdapter> =>
      serveHttp(withRoute(express().use(parser), receiver));

  adapterContract({
    name: `Express ${version}`,
    serve: (receiver) => serveHttp(withRoute(express(), receiver)),
    behindParsers: [
      { parser: "express.json()", serve: behind(express.json()), outcome: /above app\.use\(express\.json\(\)\)/ },
      {
        parser: "express.json() that keeps the bytes",
        serve: behind(express.json({ verify: keepRawBody })),
        outcome: "works",
      },
      { parser: "express.raw()", serve: behind(express.raw({ type: "*/*" })), outcome: "works" },
      { parser: "express.text()", serve: behind(express.text({ type: "*/*" })), outcome: "works" },
    ],
  });

  adapterContract({
    name: `Express ${version} without a route`,
    serve: (receiver) => serveHttp(express().use(expressHandler(receiver))),
  });
}

function withRoute(app: Express, receiver: AdapterReceiver): Express {
  return app.post(PATH, expressHandler(receiver));
}

/** What the advice of the adapter says. */
function keepRawBody(request: object, _response: unknown, bytes: Buffer): void {
  Object.assign(request, { rawBody: bytes });
}
