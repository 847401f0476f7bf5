import { invalidOption, refuseUnknown } from "../check-option.ts";
import type { CardPress } from "./card-press.ts";

/** A fixed setting, or one that depends on the press: what the card carries in its value, for example. */
type PerPress<Setting, Value, Form> = Setting | ((press: CardPress<Value, Form>) => Setting | Promise<Setting>);

/**
 * Who may press, where, and until when. Whoever may not gets a toast, and the card stays as it is. What is not given is not
 * asked; what a function gives that is no such setting denies.
 */
export interface ActionGuard<Value = unknown, Form = unknown> {
  /** The `open_id`s of those who may press. */
  operators?: PerPress<readonly string[], Value, Form>;
  /** The chats in which it counts, `oc_…`: a forwarded card is in another one. */
  chats?: PerPress<readonly string[], Value, Form>;
  /** The messages in which it counts, `om_…`. */
  messages?: PerPress<readonly string[], Value, Form>;
  /** The moment after which it does not count any more: a date, or milliseconds since 1970. */
  until?: PerPress<Date | number, Value, Form>;
  /** Anything else. Only `true` allows; a text denies, and the person reads it. */
  check?: (press: CardPress<Value, Form>) => boolean | string | Promise<boolean | string>;
}

/** Why a press is not allowed. */
export interface Denial {
  /** The member of the guard that said so. */
  readonly by: keyof ActionGuard;
  /** What the person is to read, when the guard said so. */
  readonly text?: string | undefined;
}

/** @throws ConfigError `invalid_option` */
export function checkGuard(guard: object): void {
  refuseUnknown("guard", guard, NAMES);
  for (const [name, setting] of Object.entries(guard)) {
    if (typeof setting === "function") continue;
    if (name === "until" && (typeof setting === "number" || setting instanceof Date)) continue;
    if (name !== "until" && name !== "check" && Array.isArray(setting)) continue;
    const fault =
      setting === undefined ? "is there, but undefined: does it allow nobody or everybody?" : "has a wrong type.";
    throw invalidOption(`guard.${name} ${fault} ${ADVICE[name as keyof ActionGuard]}`);
  }
}

const NAMES: Readonly<Record<keyof ActionGuard, true>> = {
  operators: true,
  chats: true,
  messages: true,
  until: true,
  check: true,
};

const LIST_ADVICE = "Give an array of ids, or a function that gives one.";
const ADVICE: Readonly<Record<keyof ActionGuard, string>> = {
  operators: LIST_ADVICE,
  chats: LIST_ADVICE,
  messages: LIST_ADVICE,
  until: "Give a Date, milliseconds since 1970, or a function that gives one of these.",
  check: "Give a function.",
};

/**
 * Why a press is not allowed; nothing when it is.
 *
 * @param now milliseconds since 1970
 */
export async function denialOf<Value, Form>(
  guard: ActionGuard<Value, Form>,
  press: CardPress<Value, Form>,
  now: number,
): Promise<Denial | undefined> {
  const lists = [
    ["operators", press.operator.open_id],
    ["chats", press.chatId],
    ["messages", press.messageId],
  ] as const;
  for (const [by, id] of lists) {
    if (guard[by] === undefined) continue;
    const allowed: unknown = await settingOf(guard[by], press);
    // What the wire leaves out must not meet a gap in the list, such as a variable of the environment that is not set.
    if (!id || !Array.isArray(allowed) || !allowed.includes(id)) return { by };
  }
  // Written so that a date that is none denies.
  if (guard.until !== undefined && !(now <= Number(await settingOf(guard.until, press)))) return { by: "until" };
  if (guard.check === undefined) return undefined;
  const verdict: unknown = await guard.check(press);
  if (verdict === true) return undefined;
  return { by: "check", text: typeof verdict === "string" ? verdict : undefined };
}

async function settingOf<Setting, Value, Form>(
  setting: PerPress<Setting, Value, Form>,
  press: CardPress<Value, Form>,
): Promise<Setting> {
  if (typeof setting !== "function") return setting;
  return (setting as (press: CardPress<Value, Form>) => Setting | Promise<Setting>)(press);
}
