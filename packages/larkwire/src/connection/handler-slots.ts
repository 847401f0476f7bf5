/** Work that waits for a slot. */
export interface Task {
  /** A person waits for it. */
  readonly isUrgent: boolean;
  /** What it holds in memory while it waits. */
  readonly bytes: number;
  /** Whether it is still worth beginning; asked when a slot is free. */
  isWanted(): boolean;
  /** Must not reject. */
  run(): Promise<void>;
  /** Called instead of {@link run} when it is not begun. */
  drop(): void;
}

export interface HandlerSlotsOptions {
  /** Tasks that run at the same time. */
  readonly maxRunning: number;
  /** Tasks that may wait before {@link HandlerSlotsOptions.onPressure} is called. */
  readonly maxWaiting: number;
  /** Bytes that waiting tasks may hold together before the same. */
  readonly maxWaitingBytes: number;
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
  #waitingBytes = 0;
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

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Whether too much waits. */
  get isUnderPressure(): boolean {
    return this.#pressure;
  }

  /** Runs `task` now or when a slot is free. */
  run(task: Task): void {
    if (this.#running < this.#options.maxRunning) return this.#start(task);
    (task.isUrgent ? this.#urgent : this.#normal).push(task);
    this.#waitingBytes += task.bytes;
    const { maxWaiting, maxWaitingBytes } = this.#options;
    const isHigh = this.waiting >= maxWaiting || this.#waitingBytes >= maxWaitingBytes;
    if (isHigh && !this.#pressure) this.#setPressure(true);
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Drops what waits. */
  dropWaiting(): void {
    this.#drop(() => true);
  }

  /** Drops what waits and is not worth beginning any more. */
  dropUnwanted(): void {
    this.#drop((task) => !task.isWanted());
  }

  #drop(isDropped: (task: Task) => boolean): void {
    for (const queue of [this.#urgent, this.#normal]) {
      for (const task of queue.splice(0)) {
        if (!isDropped(task)) queue.push(task);
        else {
          this.#waitingBytes -= task.bytes;
          task.drop();
        }
      }
    }
    this.#relieve();
  }

  #start(task: Task): void {
    this.#running += 1;
    const finish = (): void => this.#finish();
    void task.run().then(finish, finish);
  }

  #finish(): void {
    this.#running -= 1;
    const next = this.#nextWanted();
    if (next !== undefined) this.#start(next);
    this.#relieve();
    if (this.#running === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #nextWanted(): Task | undefined {
    for (let task = this.#next(); task !== undefined; task = this.#next()) {
      if (task.isWanted()) return task;
      task.drop();
    }
    return undefined;
  }

  #next(): Task | undefined {
    const task = this.#urgent.shift() ?? this.#normal.shift();
    if (task !== undefined) this.#waitingBytes -= task.bytes;
    return task;
  }

  #relieve(): void {
    const { maxWaiting, maxWaitingBytes } = this.#options;
    const isLow = this.waiting <= maxWaiting / 2 && this.#waitingBytes <= maxWaitingBytes / 2;
    if (this.#pressure && isLow) this.#setPressure(false);
  }

  #setPressure(isHigh: boolean): void {
    this.#pressure = isHigh;
    this.#options.onPressure(isHigh);
  }
}
