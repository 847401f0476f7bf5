import type { Clock } from "../clock.ts";
import type { PostFault, PostResult } from "./post-result.ts";

/** A request of which no packet gets through, so that there is no connection in time. */
export class LostPosting {
  readonly result: Promise<PostResult>;
  readonly #clock: Clock;
  readonly #timer: unknown;
  #resolve: (result: PostResult) => void = () => undefined;

  constructor(connectDeadlineMs: number, clock: Clock) {
    this.#clock = clock;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = clock.setTimeout(() => this.end("connect_failed", "timeout"), connectDeadlineMs);
  }

  end(fault: PostFault, detail = ""): void {
    this.#clock.clearTimeout(this.#timer);
    this.#resolve({ fault, detail, body: "" });
  }
}
