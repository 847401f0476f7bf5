/** How often values up to each bound were seen. Plain data. */
export interface HistogramSnapshot {
  /** Upper bounds, rising. Beyond the last there is one more bucket. */
  readonly bounds: readonly number[];
  /** Values in each bucket alone, one entry more than there are bounds. */
  readonly counts: readonly number[];
  /** How many values there were. */
  readonly count: number;
  /** All values together. */
  readonly sum: number;
}

/** Counts values in buckets. */
export class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #count = 0;
  #sum = 0;

  /** @param bounds rising */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  record(value: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#sum += value;
  }

  snapshot(): HistogramSnapshot {
    return { bounds: this.#bounds, counts: [...this.#counts], count: this.#count, sum: this.#sum };
  }
}
