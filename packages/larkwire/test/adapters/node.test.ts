import { nodeHandler } from "../../src/adapters/node.ts";
import { adapterContract } from "./support/adapter-contract.ts";
import { serveHttp } from "./support/serve-http.ts";

adapterContract({
  name: "node:http",
  serve: (receiver) => serveHttp(nodeHandler(receiver)),
  behindParsers: [
    {
      parser: "something that has read the request",
      serve: (receiver) => {
        const handle = nodeHandler(receiver);
        return serveHttp(async (request, response) => {
          for await (const _chunk of request);
          await handle(request, response);
        });
      },
      outcome: /before anything reads the request/,
    },
  ],
});
