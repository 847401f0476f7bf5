import { connect } from "node:net";

/** What came back over the socket. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** The head of a POST, to be followed by its body. */
export function head(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${path} HTTP/1.1`, "host: test", ...lines, "", ""].join("\r\n");
}

/**
 * Writes `pieces` to a server one by one, each in a packet of its own, and reads until the server closes the
 * connection. Rejects when it closes without an answer.
 */
export function exchangeRaw(origin: string, pieces: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => writeFrom(0));
    const writeFrom = (index: number): void => {
      const piece = pieces[index];
      if (piece !== undefined) socket.write(piece, () => setImmediate(writeFrom, index + 1));
    };
    socket.on("data", (chunk) => chunks.push(chunk));
    // A server that has refused a body may reset what is still being written.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
      if (Number.isNaN(status)) return reject(new Error(`no answer: ${text}`));
      const [headers = "", ...rest] = text.split("\r\n\r\n");
      resolve({ status, headers, body: unchunked(rest.join("\r\n\r\n"), headers) });
    });
  });
}

function unchunked(body: string, headers: string): string {
  if (!/^transfer-encoding: chunked/im.test(headers)) return body;
  return body.replace(/[0-9a-f]+\r\n([^\r]*)\r\n/gi, "$1");
}
