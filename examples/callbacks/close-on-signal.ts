import type { WSClient } from "larkwire";

/** Ends the program in order on Ctrl+C and SIGTERM: handlers that are running still answer. */
export function closeOnSignal(client: WSClient): void {
  const stop = (): void => {
    // Without a connection nobody waits for an answer.
    if (client.state.name !== "connected") process.exit(0);
    void client.close();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
