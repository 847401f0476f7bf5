import type { IncomingMessage } from "node:http";
import { type LambdaHttpEvent, lambdaHandler } from "../../src/adapters/lambda.ts";
import { readNodeBody } from "../../src/adapters/node-body.ts";
import { adapterContract } from "./support/adapter-contract.ts";
import { serveHttp } from "./support/serve-http.ts";

/** What API Gateway makes of a request, in each of its formats. */
const EVENTS: Readonly<Record<string, (request: IncomingMessage, body: Buffer) => LambdaHttpEvent>> = {
  "format 1.0": ({ method = "", url = "", headers }, body) => ({
    httpMethod: method,
    path: url,
    headers: headers as Record<string, string>,
    multiValueHeaders: null,
    body: body.length === 0 ? null : body.toString("utf8"),
    isBase64Encoded: false,
  }),
  "format 2.0": ({ method = "", url = "", headers }, body) => ({
    rawPath: url,
    requestContext: { http: { method } },
    headers: headers as Record<string, string>,
    body: body.toString("base64"),
    isBase64Encoded: true,
  }),
  "a load balancer with several values a header": ({ method = "", url = "", headers }, body) => ({
    httpMethod: method,
    path: url,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [String(value)]])),
    body: body.toString("base64"),
    isBase64Encoded: true,
  }),
};

for (const [format, eventOf] of Object.entries(EVENTS)) {
  adapterContract({
    name: `Lambda, ${format}`,
    serve: (receiver) => {
      const handle = lambdaHandler(receiver);
      return serveHttp(async (request, response) => {
        const body = await readNodeBody(request, receiver.maxBodyBytes, {});
        if (body === "aborted" || body === "parsed") return;
        if (body.isTooLong) response.setHeader("connection", "close");
        const result = await handle(eventOf(request, Buffer.from(body.bytes)));
        response.writeHead(result.statusCode, result.headers).end(result.body);
      });
    },
  });
}
