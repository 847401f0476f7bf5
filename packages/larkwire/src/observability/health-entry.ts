// What `larkwire/health` exports.
export { type HealthHandler, healthHandler } from "./health-handler.ts";
export type { HealthSource, HealthSources, SourceHealth } from "./health-source.ts";
export type { HistogramMetric, Metric, MetricSample, SimpleMetric } from "./metric.ts";
export { type LabelledMetrics, PROMETHEUS_CONTENT_TYPE, prometheusText } from "./prometheus-text.ts";
