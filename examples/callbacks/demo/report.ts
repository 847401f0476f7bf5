import type { Delivery, Outcome, Preview } from "@larkwire/emulator";

import type { ShownCard } from "./admin-door.ts";

/** Width of the labels on the left. */
const LABEL = 13;

export function row(label: string, text: string): string {
  return `   ${label.padEnd(LABEL)}${text}`;
}

export function clickReport(outcome: Outcome): string {
  const { toast } = outcome;
  return report(toast === undefined ? "no toast" : `toast (${toast.type}): ${toast.content}`, outcome);
}

export function legacyReport(outcome: Outcome, { header }: ShownCard): string {
  return report(`card (${header?.template ?? "no colour"}): ${header?.title?.content ?? "no title"}`, outcome);
}

export function pasteReport(preview: Preview): string {
  const { inline } = preview;
  return report(inline === undefined ? "the bare link" : `title: ${inline.title ?? "none"}`, preview);
}

function report(seen: string, { code, reason, latencyMs, delivery }: Outcome | Preview): string {
  const lines = [
    row("she sees", code === 0 ? seen : `error ${code}`),
    row("route", route(delivery)),
    row("round trip", latencyMs === 0 ? "under 1 ms" : `${latencyMs} ms`),
  ];
  if (code !== 0) lines.push(row("because", reason));
  return lines.join("\n");
}

/** From the callback or event to what the platform got for it. */
export function route({ eventType, connectionId, ackCode, status, transport, url, httpStatus }: Delivery): string {
  if (transport === "webhook") return `${eventType} -> POST ${url} -> handler -> HTTP ${httpStatus ?? status}`;
  const ack = ackCode === undefined ? `no ack (${status})` : `ack ${ackCode}`;
  return `${eventType} -> connection ${connectionId ?? "none"} -> handler -> ${ack}`;
}
