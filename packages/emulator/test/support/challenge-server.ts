import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** A developer's server that returns challenges, and answers everything else with `{}`. */
export interface ChallengeServer {
  readonly url: string;
  /** The bodies that came, oldest first. */
  readonly bodies: Record<string, unknown>[];
}

/** @param answer what it answers with; default: the challenge as it came */
export async function startChallengeServer(
  test: TestContext,
  answer: (body: Record<string, unknown>) => string = ({ challenge }) => JSON.stringify({ challenge }),
): Promise<ChallengeServer> {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Record<string, unknown>;
    bodies.push(body);
    response.end(body.type === "url_verification" ? answer(body) : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`, bodies };
}
