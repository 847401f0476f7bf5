import { ArgumentError } from "../../errors.ts";
import { refuseUnknownArguments } from "../../unknown-names.ts";
import type { UserOptions } from "./user.ts";

const USER_OPTIONS = [
  "name",
  "timezone",
  "locale",
  "email",
  "tenant",
] as const satisfies readonly (keyof UserOptions)[];

/** @throws EmulatorError `bad_argument` for the first option that is unknown or wrong */
export function checkUserOptions(options: UserOptions): void {
  refuseUnknownArguments(options, USER_OPTIONS, "option of createUser");
  if (typeof options.name !== "string" || options.name.trim() === "") {
    throw new ArgumentError("bad_argument", "A user needs a name: pass { name } with a string that is not empty.");
  }
  const { timezone } = options;
  if (timezone !== undefined && !isTimezone(timezone)) {
    const message = `"${timezone}" is no time zone that is known here. Pass an IANA name, such as "Asia/Shanghai".`;
    throw new ArgumentError("bad_argument", message);
  }
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
