import type { CallbackResult } from "../callback-result.ts";

/**
 * What the clicker sees of a click that went out twice: a good answer to either request counts, and of two good ones
 * that which says something; the current callback comes before the legacy one.
 * Source: the page on handling card callbacks. Which of two good answers is shown is not documented.
 */
export function eitherCounts([current, legacy]: readonly [CallbackResult, CallbackResult]): CallbackResult {
  const good = [current, legacy].filter(({ code }) => code === 0);
  const speaking = good.find(({ answer }) => Object.keys(answer ?? {}).length > 0);
  const chosen = speaking ?? good[0];
  if (chosen !== undefined) return chosen;
  const reason = `${current.reason} The legacy request failed, too (${legacy.code}): ${legacy.reason}`;
  return { ...current, reason };
}
