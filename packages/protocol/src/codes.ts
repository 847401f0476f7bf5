import { CLICKER_CODES } from "./callbacks/clicker-codes.ts";
import { DISCOVERY_CODE } from "./discovery.ts";
import type { PlatformCode } from "./platform-code.ts";
import { REST_CODES } from "./rest-codes.ts";

const OFFICIAL_CLIENTS = "the constants of the official clients";

const DISCOVERY_CODES: readonly PlatformCode[] = [
  {
    code: DISCOVERY_CODE.ok,
    name: "ok",
    meaning: "The request succeeded.",
    seenBy: "client",
    nextStep: "Nothing.",
    source: OFFICIAL_CLIENTS,
  },
  {
    code: DISCOVERY_CODE.systemBusy,
    name: "systemBusy",
    meaning: "The platform is busy and gave no address for the connection.",
    seenBy: "client",
    nextStep: "Try again after the reconnect interval.",
    source: `${OFFICIAL_CLIENTS}; they disagree on trying again, and Go and Python do`,
  },
  {
    code: DISCOVERY_CODE.forbidden,
    name: "forbidden",
    meaning: "The app may not open a long connection.",
    seenBy: "client",
    nextStep: "Check that the app is a self-built one, is enabled, and has the long connection chosen in the console.",
    source: OFFICIAL_CLIENTS,
  },
  {
    code: DISCOVERY_CODE.authFailed,
    name: "authFailed",
    meaning: "The app's credentials, or the ticket in the connection's URL, were not accepted.",
    seenBy: "client",
    nextStep: "Check app id and app secret; for a refused WebSocket upgrade ask for a new URL and try again.",
    source: `${OFFICIAL_CLIENTS}; lower-case keys in the request give it too, as observed`,
  },
  {
    code: DISCOVERY_CODE.internalError,
    name: "internalError",
    meaning: "Something failed inside the platform.",
    seenBy: "client",
    nextStep: "Try again after the reconnect interval.",
    source: OFFICIAL_CLIENTS,
  },
  {
    code: DISCOVERY_CODE.noCredential,
    name: "noCredential",
    meaning: "The request carried no app id or no app secret.",
    seenBy: "client",
    nextStep: "Pass both; they stand in the console under credentials and basic information.",
    source: OFFICIAL_CLIENTS,
  },
  {
    code: DISCOVERY_CODE.credentialInvalid,
    name: "credentialInvalid",
    meaning: "The app id or the app secret is wrong.",
    seenBy: "client",
    nextStep: "Copy both again from the console; a secret that was reset there is void.",
    source: "texts in issue reports: excitedjs/dreamux#417, AlexAnys/openclaw-feishu#6",
  },
  {
    code: DISCOVERY_CODE.appIdMalformed,
    name: "appIdMalformed",
    meaning: "The app id does not look like one; the address in the reply is empty.",
    seenBy: "client",
    nextStep: "An app id is cli_ and 16 hexadecimal digits: look for spaces, quotes and a swapped secret.",
    source: "texts in issue reports: mateaix/mateclaw#85",
  },
  {
    code: DISCOVERY_CODE.connectionLimit,
    name: "connectionLimit",
    meaning: "The app holds as many connections as it may.",
    seenBy: "client",
    nextStep: "Close other clients of this app, development machines too; the documented limit is 50.",
    source: `${OFFICIAL_CLIENTS}; one report met the limit at the third connection`,
  },
  {
    code: DISCOVERY_CODE.wrongDomain,
    name: "wrongDomain",
    meaning: "The app does not belong to the domain that was asked.",
    seenBy: "client",
    nextStep: "Set the domain to feishu or lark, whichever has the app's console.",
    source: "text in an issue report: chenhg5/cc-connect#63",
  },
];

/** Every known code of callbacks, of the long connection and of the REST calls made here, each once. */
export const PLATFORM_CODES: readonly PlatformCode[] = [...CLICKER_CODES, ...DISCOVERY_CODES, ...REST_CODES];

/** The entry of `code`, or `undefined` for a code that no source explains. */
export function explainCode(code: number): PlatformCode | undefined {
  return PLATFORM_CODES.find((entry) => entry.code === code);
}
