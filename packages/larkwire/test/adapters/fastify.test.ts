import fastify, { type FastifyInstance } from "fastify";
import type { AdapterReceiver } from "../../src/adapters/adapter-receiver.ts";
import { fastifyPlugin } from "../../src/adapters/fastify.ts";
import { adapterContract, PATH, type ServedAdapter } from "./support/adapter-contract.ts";

adapterContract({
  name: "Fastify",
  serve: (receiver) => serve(fastify(), receiver),
  behindParsers: [
    {
      parser: "a JSON parser of the app's own",
      serve: (receiver) => {
        const app = fastify();
        app.removeContentTypeParser("application/json");
        app.addContentTypeParser("application/json", { parseAs: "string" }, async (_request: unknown, body: unknown) =>
          JSON.parse(String(body)),
        );
        return serve(app, receiver);
      },
      outcome: "works",
    },
  ],
});

async function serve(app: FastifyInstance, receiver: AdapterReceiver): Promise<ServedAdapter> {
  await app.register(fastifyPlugin(receiver), { prefix: PATH });
  const origin = await app.listen({ port: 0, host: "127.0.0.1" });
  return { origin, close: () => app.close() };
}
