import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server on a free port, which tells what it has read. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** From all sockets so far. */
  readonly bytesRead: number;
}

export async function startServer(listener: RequestListener): Promise<RunningServer> {
  const sockets: Socket[] = [];
  const server = createServer(listener);
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get bytesRead() {
      return sockets.reduce((sum, socket) => sum + socket.bytesRead, 0);
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
