import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServedAdapter } from "./adapter-contract.ts";

/** Serves a request listener on a free port. */
export async function serveHttp(listener: RequestListener): Promise<ServedAdapter> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
