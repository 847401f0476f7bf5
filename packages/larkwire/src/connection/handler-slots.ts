/** Work that waits for a slot. */
type Task = () => Promise<void>;

export interface HandlerSlotsOptions {
  /** Tasks that run at the same time. */
  readonly maxRunning: number;
  /** Tasks that may wait before {@link HandlerSlotsOptions.onPressure} is called. */
  readonly maxWaiting: number;
  /** `true`: stop reading, too much waits. `false`: go on. */
  readonly onPressure: (isHigh: boolean) => void;
}

/**
 * Runs a bounded number of handlers at the same time. What comes beyond that waits, urgent tasks first, and when too
 * much waits the connections stop reading, so that the network itself holds the rest back: nothing is dropped.
 */
export class HandlerSlots {
  readonly #options: HandlerSlotsOptions;
  readonly #urgent: Task[] = [];
  readonly #normal: Task[] = [];
  readonly #idleWaiters: (() => void)[] = [];
  #running = 0;
  #pressure = false;

  constructor(options: HandlerSlotsOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#urgent.length + this.#normal.length;
  }

  /** Runs `task` now or when a slot is free. A person waits for an urgent one. `task` must not reject. */
  run(task: Task, isUrgent: boolean): void {
    if (this.#running < this.#options.maxRunning) return this.#start(task);
    (isUrgent ? this.#urgent : this.#normal).push(task);
    if (!this.#pressure && this.waiting >= this.#options.maxWaiting) this.#setPressure(true);
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Forgets what waits; returns how many tasks that were. */
  dropWaiting(): number {
    const dropped = this.#urgent.splice(0).length + this.#normal.splice(0).length;
    this.#relieve();
    return dropped;
  }

  #start(task: Task): void {
    this.#running += 1;
    const finish = (): void => this.#finish();
    void task().then(finish, finish);
  }

  #finish(): void {
    this.#running -= 1;
    const next = this.#urgent.shift() ?? this.#normal.shift();
    if (next !== undefined) this.#start(next);
    this.#relieve();
    if (this.#running === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #relieve(): void {
    if (this.#pressure && this.waiting <= this.#options.maxWaiting / 2) this.#setPressure(false);
  }

  #setPressure(isHigh: boolean): void {
    this.#pressure = isHigh;
    this.#options.onPressure(isHigh);
  }
}
