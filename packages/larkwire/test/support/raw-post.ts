import { connect } from "node:net";
import type { Post } from "./webhook-server.ts";

/** What came back. */
export interface RawReply {
  readonly status: number;
  readonly text: string;
}

/** A POST that leaves in one piece, so that a test that delays pieces knows when it is under way. */
export async function rawPost(port: number, { body, headers }: Post): Promise<RawReply> {
  const lines = Object.entries({ ...headers, host: "127.0.0.1", "content-length": Buffer.from(body).length });
  const head = ["POST /webhook HTTP/1.1", ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");
  const socket = connect({ host: "127.0.0.1", port });
  socket.write(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
  try {
    let received = "";
    for await (const chunk of socket) {
      received += String(chunk);
      const reply = readReply(received);
      if (reply !== undefined) return reply;
    }
    throw new Error(`the reply broke off: ${received}`);
  } finally {
    socket.destroy();
  }
}

/** The reply, once it is complete. */
function readReply(received: string): RawReply | undefined {
  const [head = "", text] = received.split("\r\n\r\n", 2);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
  if (text === undefined || Buffer.from(text).length < length) return undefined;
  return { status: Number(head.split(" ", 2)[1]), text };
}
