import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { ListenError } from "../errors.ts";
import type { Gateway } from "../gateway/gateway.ts";

/** The one HTTP server of an emulator: routes go to `routes`, upgrades to the gateway. */
export function createOriginServer(routes: Hono<{ Bindings: HttpBindings }>, gateway: Gateway): Server {
  const options = { overrideGlobalObjects: false, errorHandler: refuseRequest };
  const server = createServer(getRequestListener(routes.fetch, options));
  server.on("upgrade", (request, socket, head) => gateway.upgrade(request, socket, head));
  return server;
}

/**
 * Starts to listen; resolves with the port.
 *
 * @throws ListenError `port_in_use` or `listen_failed`
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(listenError(cause, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends all connections; resolves when the port is free. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** `host:port` as it stands in a URL that works on this machine. */
export function authority(host: string, port: number): string {
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): ListenError {
  if (cause.code === "EADDRINUSE") {
    return new ListenError(
      "port_in_use",
      `Port ${port} of ${host} is taken by another program. Stop that program, or choose another port; 0 takes a free one.`,
      { cause },
    );
  }
  return new ListenError(
    "listen_failed",
    `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}). Choose an address of this machine and a port you may use.`,
    { cause },
  );
}

/** What cannot even be given to a route, such as a Host that is none, in the words of the platform's gateway. */
function refuseRequest(error: unknown): Response {
  const reason = error instanceof Error ? error.message : "this is no request";
  return Response.json({ code: 9_499, msg: `Bad Request: ${reason}` }, { status: 400 });
}
