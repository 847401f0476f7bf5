import type { App } from "../../apps/app.ts";
import type { AppRegistry } from "../../apps/app-registry.ts";
import { type ApiRefusal, refuse } from "../answer.ts";
import type { TokenOffice } from "./token-office.ts";

/** Source: general error codes; the texts about authorization, and HTTP 400 for all of them, as measured. */
const TOKEN_MISSING = 99_991_661;
const APP_NOT_IN_USE = 99_991_662;
const TENANT_TOKEN_INVALID = 99_991_663;
const APP_TOKEN_INVALID = 99_991_664;
const USER_TOKEN_INVALID = 99_991_668;
const TOKEN_UNRECOGNISED = 99_991_671;

const ATTACH = "Please make a request with token attached.";

/**
 * The app whose tenant access token the request carries. Without the word `Bearer` a token counts as missing, and what
 * begins with `eyJ` as a user's; both as measured.
 */
export function authorize(header: string | null, tokens: TokenOffice, apps: AppRegistry): App | ApiRefusal {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(header ?? "")?.[1];
  if (token === undefined) return refuse(TOKEN_MISSING, `Missing access token for authorization. ${ATTACH}`);
  const appId = tokens.appIdOf(token, "tenant");
  const app = appId === undefined ? undefined : apps.find(appId);
  if (app === undefined) return invalid(token);
  return app.enabled ? app : refuse(APP_NOT_IN_USE, "app not in use");
}

function invalid(token: string): ApiRefusal {
  if (token.startsWith("t-")) return refuse(TENANT_TOKEN_INVALID, `Invalid access token for authorization. ${ATTACH}`);
  if (token.startsWith("a-")) return refuse(APP_TOKEN_INVALID, "invalid app token");
  if (/^(u-|eyJ)/.test(token)) return refuse(USER_TOKEN_INVALID, `Invalid access token for authorization. ${ATTACH}`);
  return refuse(TOKEN_UNRECOGNISED, "Invalid token: must start with t-/u-");
}
