/** Something that runs on after its message was answered. */
export interface BackgroundWork {
  /** Settles when the work is over; never rejects. */
  readonly done: Promise<void>;
  /** Called when the work is not waited for any more. */
  onGivenUp(): void;
}

/** The works of one transport that run on after their messages were answered. */
export class BackgroundWorks {
  readonly #works = new Set<BackgroundWork>();
  readonly #idleWaiters: (() => void)[] = [];

  get running(): number {
    return this.#works.size;
  }

  add(work: BackgroundWork): void {
    this.#works.add(work);
    void work.done.then(() => this.#remove(work));
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    if (this.#works.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Waits for none of them any more. */
  stop(): void {
    for (const work of [...this.#works]) {
      work.onGivenUp();
      this.#remove(work);
    }
  }

  #remove(work: BackgroundWork): void {
    this.#works.delete(work);
    if (this.#works.size === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}
