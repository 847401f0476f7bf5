import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/**
 * Why tests that need a real Redis are passed over here: an option for `test()`. Where the whole gate runs they are not, so
 * that its absence is a failure there.
 */
export const REDIS: { skip: string | false } = {
  skip: process.env.CI === undefined && !isInstalled() ? "redis-server is not installed on this machine" : false,
};

function isInstalled(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A real Redis of the test's own, reached through a socket in a folder of its own, that keeps nothing. */
export class RedisServer {
  /** What `new Redis()` takes. */
  readonly path: string;
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #clients: Redis[] = [];

  private constructor(folder: string, path: string, child: ChildProcess) {
    this.#folder = folder;
    this.path = path;
    this.#process = child;
  }

  static async start(): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), "larkwire-redis-"));
    const path = join(folder, "redis.sock");
    const args = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no", "--dir", folder];
    const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
    const output: string[] = [];
    for await (const chunk of child.stdout) {
      output.push(String(chunk));
      if (output.join("").includes("eady to accept connections")) break;
    }
    if (child.exitCode !== null) throw new Error(`redis-server did not start: ${output.join("")}`);
    return new RedisServer(folder, path, child);
  }

  /** A client that is closed with the server. */
  client(): Redis {
    const client = new Redis(this.path, { retryStrategy: null });
    client.on("error", () => undefined);
    this.#clients.push(client);
    return client;
  }

  /** Stops answering, as a stalled machine does. */
  freeze(): void {
    this.#process.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process.kill("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.disconnect();
    const exited = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
