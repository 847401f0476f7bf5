import { invalidOption, refuseUnknown } from "../check-option.ts";
import type { RawPress } from "./card-press.ts";

/** Which presses a route takes: all that is given has to hold, and something has to be given. */
export interface ActionMatch {
  /** A key that the component's value, an object, has to have. */
  readonly key?: string | undefined;
  /** What that key has to hold. Default: anything. */
  readonly is?: string | number | boolean | undefined;
  /** The component's whole value, when it is a plain text. */
  readonly value?: string | undefined;
  /** The component's `name`; of a form, that of its submit button. */
  readonly name?: string | undefined;
  /** The component's tag, such as `"button"`, `"select_static"` or `"checker"`. */
  readonly tag?: string | undefined;
}

/** @throws ConfigError `invalid_option` */
export function checkMatch(match: ActionMatch): ActionMatch {
  refuseUnknown("on()", match, NAMES);
  const given = Object.entries(match).filter(([, wanted]) => wanted !== undefined);
  if (given.length === 0) {
    throw invalidOption(
      'on() has to be told which presses a route takes, for example { key: "action", is: "approve" }.',
    );
  }
  const odd = given.find(([name, wanted]) => name !== "is" && (typeof wanted !== "string" || wanted === ""));
  if (odd !== undefined) throw invalidOption(`${odd[0]} of a route has to be a text that is not empty.`);
  if (match.is !== undefined && match.key === undefined) throw invalidOption("is of a route goes with a key.");
  if (!["undefined", "string", "number", "boolean"].includes(typeof match.is)) {
    throw invalidOption("is of a route has to be a text, a number or a boolean.");
  }
  return match;
}

const NAMES: Readonly<Record<keyof ActionMatch, true>> = { key: true, is: true, value: true, name: true, tag: true };

/** The same text for the same match, whatever the order of its members: for errors and for telling routes apart. */
export function describeMatch({ is, key, name, tag, value }: ActionMatch): string {
  return JSON.stringify({ key, is, value, name, tag });
}

/** Whether a route takes a press. */
export function fits(match: ActionMatch, press: RawPress): boolean {
  if (match.tag !== undefined && match.tag !== press.tag) return false;
  if (match.name !== undefined && match.name !== press.name) return false;
  if (match.value !== undefined && match.value !== press.value) return false;
  if (match.key === undefined) return true;
  const { value } = press;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, match.key)) return false;
  return match.is === undefined || (value as Record<string, unknown>)[match.key] === match.is;
}
