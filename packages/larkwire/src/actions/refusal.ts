import type { CardToast, P2CardActionTrigger, P2CardActionTriggerResponse } from "@larkwire/protocol";
import { type ToastText, toastOf } from "../dispatch/answering/toast-texts.ts";
import type { HandlerContext } from "../dispatch/handler-context.ts";
import type { Denial } from "./action-guard.ts";
import { type ActionMatch, describeMatch } from "./action-match.ts";
import type { RawPress } from "./card-press.ts";
import { issuePath, type SchemaIssue } from "./standard-schema.ts";

/** Why a press did not reach a handler. */
export type Refusal =
  /** No route takes it. */
  | { readonly reason: "unmatched" }
  /** Its value or its form is not what the route's schema wants. */
  | { readonly reason: "invalid"; readonly part: "value" | "form"; readonly issues: readonly SchemaIssue[] }
  /** The route's guard does not allow it; `by` is the member of the guard that said so. */
  | ({ readonly reason: "denied" } & Denial);

/** What a hook for refusals may return: the answer, now or later, or nothing for the default toast. */
type RefusalAnswer = P2CardActionTriggerResponse | null | undefined | void;

/**
 * Called when a press did not reach a handler. It is in the log already, with nothing that a person entered.
 *
 * @example
 * new CardActions({
 *   onRefused: ({ reason }) => (reason === "denied" ? { toast: { type: "error", content: "Ask your manager" } } : undefined),
 * });
 */
export type OnRefused = (
  refusal: Refusal,
  data: P2CardActionTrigger,
  context: HandlerContext,
) => RefusalAnswer | Promise<RefusalAnswer>;

const UNMATCHED: ToastText = {
  en: "This action is not available.",
  zhCn: "此操作不可用。",
  zhHant: "此操作無法使用。",
  ja: "この操作は利用できません。",
};

const INVALID_FORM: ToastText = {
  en: "Some of your input is not valid. Please check it and try again.",
  zhCn: "填写的内容有误，请检查后重试。",
  zhHant: "填寫的內容有誤，請檢查後再試。",
  ja: "入力内容に誤りがあります。確認してもう一度お試しください。",
};

const DENIED: ToastText = {
  en: "You are not allowed to do this.",
  zhCn: "你没有权限执行此操作。",
  zhHant: "你沒有權限執行此操作。",
  ja: "この操作を行う権限がありません。",
};

const EXPIRED: ToastText = {
  en: "The time for this action is over.",
  zhCn: "此操作已过期。",
  zhHant: "此操作已過期。",
  ja: "この操作の期限は切れています。",
};

/** What the person reads unless the app has a better text. */
export function refusalToast(refusal: Refusal): CardToast {
  switch (refusal.reason) {
    case "unmatched":
      return toastOf("warning", UNMATCHED);
    case "invalid":
      return toastOf("warning", refusal.part === "form" ? INVALID_FORM : UNMATCHED);
    case "denied":
      if (refusal.text !== undefined) return { type: "warning", content: refusal.text };
      return toastOf("warning", refusal.by === "until" ? EXPIRED : DENIED);
  }
}

/**
 * Says in the log what was refused, and why: of the value its names and what `routedKeys` hold, which is the app's own. What a
 * person entered is not shown.
 */
export function reportRefusal(
  refusal: Refusal,
  press: RawPress,
  match: ActionMatch | undefined,
  routedKeys: readonly string[],
  { logger }: HandlerContext,
): void {
  const where = { tag: press.tag, name: press.name, route: match === undefined ? undefined : describeMatch(match) };
  switch (refusal.reason) {
    case "unmatched":
      logger.warn("a press matches no route: register one with on()", {
        ...where,
        value: describeValue(press.value, routedKeys),
      });
      break;
    case "invalid":
      logger.warn(`a press is refused: its ${refusal.part} does not fit the route's schema`, {
        ...where,
        paths: refusal.issues.map(issuePath),
      });
      logger.debug("what the schema says", { issues: refusal.issues.map(({ message }) => message) });
      break;
    case "denied":
      logger.info(`a press is refused by guard.${refusal.by}`, { ...where, openId: press.operator.open_id });
  }
}

function describeValue(value: unknown, routedKeys: readonly string[]): unknown {
  if (typeof value === "string") return `a text of ${value.length} characters`;
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, routedKeys.includes(key) ? held : "…"]));
}
