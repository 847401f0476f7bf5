import type { Metric } from "./metric.ts";

/** Metrics that carry the same labels. */
export interface LabelledMetrics {
  /** Labels that every value gets. */
  readonly labels: Readonly<Record<string, string>>;
  /** What `metrics()` of a client or receiver gives. */
  readonly metrics: readonly Metric[];
}

/** `Content-Type` of the text. */
export const PROMETHEUS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** The text format of Prometheus, version 0.0.4: all samples of a name follow each other, after its help and type. */
export function prometheusText(groups: readonly LabelledMetrics[]): string {
  const blocks = new Map<string, string[]>();
  for (const { labels, metrics } of groups) {
    for (const metric of metrics) {
      const head = [`# HELP ${metric.name} ${escapeHelp(metric.help)}`, `# TYPE ${metric.name} ${metric.type}`];
      const lines = blocks.get(metric.name) ?? head;
      blocks.set(metric.name, lines);
      lines.push(...sampleLines(metric, labels));
    }
  }
  return [...blocks.values()].map((lines) => `${lines.join("\n")}\n`).join("");
}

function sampleLines(metric: Metric, labels: Readonly<Record<string, string>>): string[] {
  const { name } = metric;
  if (metric.type !== "histogram") {
    return metric.samples.map((sample) => line(name, { ...labels, ...sample.labels }, sample.value));
  }
  let sum = 0;
  const buckets = metric.counts.map((count, index) => {
    sum += count;
    const bound = metric.bounds[index];
    return line(`${name}_bucket`, { ...labels, le: bound === undefined ? "+Inf" : String(bound) }, sum);
  });
  return [...buckets, line(`${name}_sum`, labels, metric.sum), line(`${name}_count`, labels, metric.count)];
}

function line(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
