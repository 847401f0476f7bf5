import { isDeepStrictEqual } from "node:util";
import type { Outcome, Preview } from "@larkwire/emulator";
import { DemoError } from "./demo-error.ts";

const EXPECTED_TOAST = { type: "info", content: "卡片回传成功" };
const EXPECTED_INLINE = { title: "链接预览测试" };

/** What is not exactly right about the two answers; `undefined` when nothing is. */
export function findFault(click: Outcome, paste: Preview): DemoError | undefined {
  const faults = [
    ...compare("the click", "toast", EXPECTED_TOAST, click.toast, click),
    ...compare("the link", "inline", EXPECTED_INLINE, paste.inline, paste),
  ];
  return faults.length === 0 ? undefined : new DemoError(faults.join("\ndemo: "));
}

function compare(what: string, part: string, expected: object, actual: unknown, { code, reason }: Result): string[] {
  if (code === 0 && isDeepStrictEqual(actual, expected)) return [];
  const got = actual === undefined ? "none" : JSON.stringify(actual);
  return [`wrong answer to ${what}: expected ${part} ${JSON.stringify(expected)}, got ${got}. Code ${code}: ${reason}`];
}

type Result = Pick<Outcome, "code" | "reason">;
