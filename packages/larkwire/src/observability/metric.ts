/** A number that is watched over time, as plain data. Names follow Prometheus: base units, `_total` for counters. */
export type Metric = SimpleMetric | HistogramMetric;

/** A number, or several that labels tell apart. */
export interface SimpleMetric {
  /** Such as `larkwire_messages_received_total`. */
  readonly name: string;
  /** What it counts, in one sentence. */
  readonly help: string;
  /** A counter only grows, until the process ends. */
  readonly type: "counter" | "gauge";
  /** Its values now. */
  readonly samples: readonly MetricSample[];
}

/** One value of a metric. */
export interface MetricSample {
  /** What tells it from the metric's other values. Default: there are none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The number, in the unit that the metric's name ends in. */
  readonly value: number;
}

/** How values are spread. */
export interface HistogramMetric {
  /** Such as `larkwire_answer_latency_seconds`. */
  readonly name: string;
  /** What it measures, in one sentence. */
  readonly help: string;
  readonly type: "histogram";
  /** Upper bounds, rising; beyond the last there is one more bucket. */
  readonly bounds: readonly number[];
  /** Values in each bucket alone. */
  readonly counts: readonly number[];
  /** How many values there were. */
  readonly count: number;
  /** All values together. */
  readonly sum: number;
}
