import { Actor, type ActorOptions } from "./actor.ts";
import { DemoError } from "./demo-error.ts";

/** All processes of the demo. Whatever ends it, from a signal to a crash, none of them stays behind. */
export class Cast implements AsyncDisposable {
  readonly #ending = new AbortController();
  readonly #actors: Actor[] = [];

  constructor() {
    process.once("SIGINT", () => this.end(new DemoError("stopped by Ctrl+C.", 130)));
    process.once("SIGTERM", () => this.end(new DemoError("stopped by SIGTERM.", 143)));
    process.stdout.once("error", () => this.end(new DemoError("nobody reads the output any more.")));
  }

  /** Aborts when the demo has to end; the reason says why. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  end(reason: DemoError): void {
    this.#ending.abort(reason);
  }

  start(options: ActorOptions): Actor {
    const actor = new Actor(options, (reason) => this.end(reason));
    this.#actors.push(actor);
    return actor;
  }

  async within<T>(timeLimitMs: number, play: () => Promise<T>): Promise<T> {
    const reason = `gave up after ${timeLimitMs / 1000} s without both answers.`;
    const timer = setTimeout(() => this.end(new DemoError(reason)), timeLimitMs);
    try {
      return await play();
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#actors.map((actor) => actor.stop()));
  }
}
