/** Work that waits for a slot. */
type Task = () => Promise<void>;

export interface HandlerSlotsOptions {
  /** Tasks that run at the same time, urgent ones and others each. */
  readonly maxRunning: number;
  /** Tasks that may wait before {@link HandlerSlotsOptions.onPressure} is called. */
  readonly maxWaiting: number;
  /** `true`: stop reading, too much waits. `false`: go on. */
  readonly onPressure: (isHigh: boolean) => void;
}

/** Tasks of one kind: some run, the rest waits in order. */
class Lane {
  readonly waiting: Task[] = [];
  running = 0;
}

/**
 * Runs a bounded number of handlers at the same time. What comes beyond that waits, and when too much waits the connections
 * stop reading, so that the network itself holds the rest back: nothing is dropped. Urgent tasks, for which a person
 * waits, have places of their own and never wait for the others.
 */
export class HandlerSlots {
  readonly #options: HandlerSlotsOptions;
  readonly #urgent = new Lane();
  readonly #normal = new Lane();
  readonly #idleWaiters: (() => void)[] = [];
  #pressure = false;

  constructor(options: HandlerSlotsOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#urgent.running + this.#normal.running;
  }

  get waiting(): number {
    return this.#urgent.waiting.length + this.#normal.waiting.length;
  }

  /** Runs `task` now or when a slot is free. A person waits for an urgent one. `task` must not reject. */
  run(task: Task, isUrgent: boolean): void {
    const lane = isUrgent ? this.#urgent : this.#normal;
    if (lane.running < this.#options.maxRunning) return this.#start(task, lane);
    lane.waiting.push(task);
    if (!this.#pressure && this.waiting >= this.#options.maxWaiting) this.#setPressure(true);
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Forgets what waits; returns how many tasks that were. */
  dropWaiting(): number {
    const dropped = this.#urgent.waiting.splice(0).length + this.#normal.waiting.splice(0).length;
    this.#relieve();
    return dropped;
  }

  #start(task: Task, lane: Lane): void {
    lane.running += 1;
    const finish = (): void => this.#finish(lane);
    void task().then(finish, finish);
  }

  #finish(lane: Lane): void {
    lane.running -= 1;
    const next = lane.waiting.shift();
    if (next !== undefined) this.#start(next, lane);
    this.#relieve();
    if (this.running === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #relieve(): void {
    if (this.#pressure && this.waiting <= this.#options.maxWaiting / 2) this.#setPressure(false);
  }

  #setPressure(isHigh: boolean): void {
    this.#pressure = isHigh;
    this.#options.onPressure(isHigh);
  }
}
