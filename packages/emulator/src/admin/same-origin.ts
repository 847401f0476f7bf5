import type { MiddlewareHandler } from "hono";
import { AdminError } from "../errors.ts";

/**
 * The door has no password, so a web page that the developer happens to have open must not get through it: the `Host`
 * has to be a loopback name or the bound address (which stops DNS rebinding), and an `Origin`, when there is one, has
 * to be the emulator itself.
 */
export function refuseForeignRequests(boundHost: string): MiddlewareHandler {
  return async ({ req }, next) => {
    const host = req.header("host") ?? "";
    if (!isOwnHost(host, boundHost)) {
      throw new AdminError(
        "foreign_host",
        `The Host "${host}" is not this machine. Use 127.0.0.1, localhost or ${boundHost}.`,
      );
    }
    const origin = req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`) {
      throw new AdminError(
        "foreign_origin",
        `A web page of ${origin} may not use the admin door. Call it without a browser.`,
      );
    }
    await next();
  };
}

function isOwnHost(host: string, boundHost: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name) || name === boundHost;
}
