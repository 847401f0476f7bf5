import { isDeepStrictEqual } from "node:util";
import type { Delivery, Outcome, Preview } from "@larkwire/emulator";
import type { ShownCard } from "./admin-door.ts";
import { DemoError } from "./demo-error.ts";

const EXPECTED_TOAST = { type: "info", content: "卡片回传成功" };
const EXPECTED_HEADER = { title: { tag: "plain_text", content: "更新卡片成功" }, template: "green" };
const EXPECTED_INLINE = { title: "链接预览测试" };

/** What is not right, one line each. */
export type Faults = readonly string[];

/** What is asked of an answer: to be exactly that of the guide, or only that the platform takes it, whatever it says. */
export type Demand = "exact" | "accepted";

export function faultsOfCallbacks(demand: Demand, click: Outcome, paste: Preview): Faults {
  return [
    ...compare(demand, "the click", "toast", EXPECTED_TOAST, click.toast, click),
    ...compare(demand, "the link", "inline", EXPECTED_INLINE, paste.inline, paste),
  ];
}

export function faultsOfWebhookScenes(demand: Demand, event: Delivery, click: Outcome, shown: ShownCard): Faults {
  const { acknowledged, reason } = event;
  return [
    ...(acknowledged ? [] : [`the event was not acknowledged: ${reason}`]),
    ...compare(demand, "the legacy click", "header", EXPECTED_HEADER, shown.header, click),
  ];
}

/** One error for all faults; `undefined` when there is none. */
export function verdict(faults: Faults): DemoError | undefined {
  return faults.length === 0 ? undefined : new DemoError(faults.join("\ndemo: "));
}

function compare(
  demand: Demand,
  what: string,
  part: string,
  expected: object,
  actual: unknown,
  { code, reason }: Result,
): string[] {
  if (demand === "accepted")
    return code === 0 ? [] : [`the answer to ${what} is not accepted. Code ${code}: ${reason}`];
  if (code === 0 && isDeepStrictEqual(actual, expected)) return [];
  const got = actual === undefined ? "none" : JSON.stringify(actual);
  return [`wrong answer to ${what}: expected ${part} ${JSON.stringify(expected)}, got ${got}. Code ${code}: ${reason}`];
}

type Result = Pick<Outcome, "code" | "reason">;
