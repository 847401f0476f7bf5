import type { Metric } from "./metric.ts";

/** Something whose health can be asked for: a `WSClient`, a `WebhookReceiver`, or an object of the app's own. */
export interface HealthSource {
  /** How it is now. One that throws is not ready. */
  health(): SourceHealth;
  /** Its numbers, when it has some. */
  metrics?(): readonly Metric[];
}

/** What a source says of itself. */
export interface SourceHealth {
  /** Whether it can do its work now. */
  readonly ready: boolean;
  /** A word for why it cannot. */
  readonly notReadyBecause?: string | undefined;
  /** False when it never will again, and only a new process can help. Default true. */
  readonly alive?: boolean | undefined;
}

/** One source, or several by name. */
export type HealthSources = HealthSource | Readonly<Record<string, HealthSource>>;

/** The name of a source that was given alone. */
const ONLY = "";

/** The sources by name. */
export function namedSources(sources: HealthSources): ReadonlyMap<string, HealthSource> {
  return isSource(sources) ? new Map([[ONLY, sources]]) : new Map(Object.entries(sources));
}

/** What a source says of itself; one that throws is not ready. */
export function askSource(source: HealthSource): SourceHealth {
  try {
    const { ready, notReadyBecause, alive } = source.health();
    return { ready, notReadyBecause, alive: alive ?? true };
  } catch {
    return { ready: false, notReadyBecause: "error", alive: true };
  }
}

export function askMetrics(source: HealthSource): readonly Metric[] {
  try {
    return source.metrics?.() ?? [];
  } catch {
    return [];
  }
}

function isSource(sources: HealthSources): sources is HealthSource {
  return typeof sources.health === "function";
}
