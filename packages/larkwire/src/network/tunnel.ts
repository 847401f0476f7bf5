import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { DialError, type DialStepOptions, runDialStep } from "./dial-step.ts";
import { portOf } from "./proxy.ts";

/**
 * Asks the proxy at the other end of `socket` for a tunnel to `target`, with `CONNECT`, the only request a proxy is
 * ever sent. Afterwards the socket speaks to the target.
 *
 * @throws DialError at step `proxy` when the proxy answers anything but 200
 */
export async function openTunnel(socket: Socket, target: URL, proxy: URL, options: DialStepOptions): Promise<void> {
  const authority = `${target.hostname}:${portOf(target)}`;
  const connect = request({
    method: "CONNECT",
    path: authority,
    headers: { host: authority, ...authorization(proxy) },
    createConnection: () => socket,
  });
  const status = await runDialStep<number>("proxy", socket, options, (finish) => {
    const onAnswer = (response: IncomingMessage): void => finish(response.statusCode ?? 0);
    connect.once("connect", onAnswer).once("response", onAnswer);
    connect.once("error", () => socket.destroy());
    connect.end();
  });
  if (status === 200) return;
  socket.destroy();
  const wanted = status === 407 ? ", so it wants a user and a password, which go into its URL" : "";
  throw new DialError(
    "proxy",
    `proxy: ${proxy.host} answered CONNECT ${authority} with status ${status}${wanted}`,
    false,
  );
}

/** A stray % in a password is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function authorization(proxy: URL): Record<string, string> {
  if (proxy.username === "") return {};
  const credentials = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}
