import type { Connection } from "../../gateway/connection.ts";
import type { Random } from "../../random.ts";
import type { ClusterMode } from "../delivery-options.ts";

/** Chooses which of an app's clients gets a push. */
export class ClientChooser {
  readonly #mode: ClusterMode;
  readonly #random: Random;
  /** Who got the last push, by app; not kept for random choices. */
  readonly #last = new Map<string, string>();

  constructor(mode: ClusterMode, random: Random) {
    this.#mode = mode;
    this.#random = random;
  }

  /** One of `open`, which are in the order in which they were opened; `undefined` when there are none. */
  choose(appId: string, open: readonly Connection[]): Connection | undefined {
    if (this.#mode === "random") return this.#random.stream(appId).pick(open);
    const last = open.findIndex(({ id }) => id === this.#last.get(appId));
    const next = this.#mode === "sticky" ? Math.max(last, 0) : (last + 1) % open.length;
    const chosen = open[next];
    if (chosen !== undefined) this.#last.set(appId, chosen.id);
    return chosen;
  }
}
