/** A number that is watched over time, as plain data. Names follow Prometheus: base units, `_total` for counters. */
export type Metric = SimpleMetric | HistogramMetric;

export interface SimpleMetric {
  readonly name: string;
  readonly help: string;
  /** A counter only grows, until the process ends. */
  readonly type: "counter" | "gauge";
  readonly samples: readonly MetricSample[];
}

export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface HistogramMetric {
  readonly name: string;
  readonly help: string;
  readonly type: "histogram";
  /** Upper bounds, rising; beyond the last there is one more bucket. */
  readonly bounds: readonly number[];
  /** Values in each bucket alone. */
  readonly counts: readonly number[];
  readonly count: number;
  readonly sum: number;
}
