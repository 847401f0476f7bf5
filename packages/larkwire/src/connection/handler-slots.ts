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
  /** Tasks that run at the same time, urgent ones and others each. */
  readonly maxRunning: number;
  /** Tasks that may wait before {@link HandlerSlotsOptions.onPressure} is called. */
  readonly maxWaiting: number;
  /** Bytes that waiting tasks may hold together before the same. */
  readonly maxWaitingBytes: number;
  /** `true`: stop reading, too much waits. `false`: go on. */
  readonly onPressure: (isHigh: boolean) => void;
}

/** Tasks of one kind: some run, the rest waits in order. */
class Lane {
  waiting: Task[] = [];
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
  #waitingBytes = 0;
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

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Whether too much waits. */
  get isUnderPressure(): boolean {
    return this.#pressure;
  }

  /** Runs `task` now or when a slot is free. */
  run(task: Task): void {
    const lane = task.isUrgent ? this.#urgent : this.#normal;
    if (lane.running < this.#options.maxRunning) return this.#start(task, lane);
    lane.waiting.push(task);
    this.#waitingBytes += task.bytes;
    const { maxWaiting, maxWaitingBytes } = this.#options;
    const isHigh = this.waiting >= maxWaiting || this.#waitingBytes >= maxWaitingBytes;
    if (isHigh && !this.#pressure) this.#setPressure(true);
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
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
    for (const lane of [this.#urgent, this.#normal]) {
      const before = lane.waiting;
      lane.waiting = before.filter((task) => !isDropped(task));
      for (const task of before) if (isDropped(task)) this.#forget(task);
    }
    this.#relieve();
  }

  #forget(task: Task): void {
    this.#waitingBytes -= task.bytes;
    task.drop();
  }

  #start(task: Task, lane: Lane): void {
    lane.running += 1;
    const finish = (): void => this.#finish(lane);
    void task.run().then(finish, finish);
  }

  #finish(lane: Lane): void {
    lane.running -= 1;
    this.#startNext(lane);
    this.#relieve();
    if (this.running === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #startNext(lane: Lane): void {
    for (let task = lane.waiting.shift(); task !== undefined; task = lane.waiting.shift()) {
      if (!task.isWanted()) this.#forget(task);
      else {
        this.#waitingBytes -= task.bytes;
        return this.#start(task, lane);
      }
    }
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
