import type { Activity } from "../activity/activity.ts";
import { EntryBuffer } from "../activity/entry-buffer.ts";
import type { ActivityEntry } from "../activity/happening.ts";

/** How entries are written down. */
export type StreamFormat = "sse" | "ndjson";

/** Which entries are wanted. */
export interface StreamFilter {
  /** Kept entries above this id come first; `undefined`: only what happens from now on. */
  readonly after: number | undefined;
  wants(entry: ActivityEntry): boolean;
}

/** What happens, as a body that does not end. A reader who is too slow gets a `gap` in place of what was dropped. */
export function activityStream(
  activity: Activity,
  format: StreamFormat,
  filter: StreamFilter,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const waiting = new EntryBuffer();
  let dropped = 0;
  let isOver = false;
  let wake = (): void => undefined;
  const keep = (entry: ActivityEntry): void => {
    if (!filter.wants(entry)) return;
    dropped += waiting.push(entry);
    wake();
  };
  if (filter.after !== undefined) activity.since(filter.after).forEach(keep);
  const unsubscribe = activity.subscribe(keep);
  return new ReadableStream({
    // Sent at once, so that the reader knows that it is listening.
    start: (controller) => controller.enqueue(encoder.encode(format === "sse" ? ": listening\n\n" : "\n")),
    async pull(controller) {
      if (waiting.list().length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (isOver) return;
      const gap = dropped === 0 ? "" : writeGap(dropped, format);
      dropped = 0;
      const entries = waiting.take().map((entry) => writeEntry(entry, format));
      controller.enqueue(encoder.encode(gap + entries.join("")));
    },
    cancel() {
      isOver = true;
      unsubscribe();
      wake();
    },
  });
}

function writeEntry(entry: ActivityEntry, format: StreamFormat): string {
  const json = JSON.stringify(entry);
  return format === "ndjson" ? `${json}\n` : `id: ${entry.id}\nevent: ${entry.type}\ndata: ${json}\n\n`;
}

function writeGap(dropped: number, format: StreamFormat): string {
  const json = JSON.stringify({ type: "gap", dropped });
  return format === "ndjson" ? `${json}\n` : `event: gap\ndata: ${json}\n\n`;
}
