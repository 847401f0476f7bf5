import type { PlatformCode } from "../platform-code.ts";

/**
 * Codes that the person who clicked sees, in a toast of clients from 7.28 on. Source: the list of errors in the card
 * callback reference.
 */
export const CLIENT_CODE = {
  /** The callback does not reach the app: not set up, not subscribed or not published. */
  notConfigured: 200_340,
  /** No answer within 3 seconds. */
  noAnswer: 200_341,
  /** No TCP connection to the callback address. */
  connectFailed: 200_342,
  /** The host of the callback address has no DNS entry. */
  dnsFailed: 200_343,
  /** A component inside a form of the clicked card has an empty name. */
  emptyName: 200_530,
  /** The platform failed while it requested the callback address. */
  requestFailed: 200_080,
  /** The answer was a failure: not HTTP 200, or not code 200 over the long connection. */
  notOk: 200_671,
  /** The answer has the wrong shape. */
  badAnswer: 200_672,
  /** The card in the answer is wrong. */
  badCard: 200_673,
  /** A schema 2.0 card would become a 1.0 card. */
  dialectChange: 200_830,
  /** Something failed inside the platform. */
  internal: 300_000,
} as const;

const REFERENCE =
  "https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication (list of errors)";

const NOT_CONFIGURED = {
  name: "notConfigured",
  meaning: "The callback does not reach the app: no valid address, not subscribed, or not in a published version.",
  seenBy: "clicker",
  nextStep:
    "In the developer console under events and callbacks, set the callback subscription (it is separate from the one for events), add the callback, and publish a version.",
  source: REFERENCE,
} as const;

/** The explanation of every {@link CLIENT_CODE}, and of the codes beside them. */
export const CLICKER_CODES: readonly PlatformCode[] = [
  { ...NOT_CONFIGURED, code: CLIENT_CODE.notConfigured },
  { ...NOT_CONFIGURED, code: 200_345 },
  { ...NOT_CONFIGURED, code: 200_346 },
  { ...NOT_CONFIGURED, code: 200_347 },
  {
    ...NOT_CONFIGURED,
    code: 220_340,
    source: "reported once, https://github.com/NousResearch/hermes-agent/issues/13924; very probably 200340, mistyped",
  },
  {
    code: CLIENT_CODE.noAnswer,
    name: "noAnswer",
    meaning: "The app did not answer within 3 seconds.",
    seenBy: "clicker",
    nextStep: "Answer at once with a toast or {}, do the work afterwards, and then update the card with its token.",
    source: `${REFERENCE}; over the long connection a late answer was also reported as 200671`,
  },
  {
    code: CLIENT_CODE.connectFailed,
    name: "connectFailed",
    meaning: "The platform could not open a TCP connection to the callback address.",
    seenBy: "clicker",
    nextStep: "Check that the address is public, that the port is open, and that the server runs.",
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.dnsFailed,
    name: "dnsFailed",
    meaning: "The host name of the callback address could not be resolved.",
    seenBy: "clicker",
    nextStep: "Check the spelling of the address and its public DNS entry.",
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.requestFailed,
    name: "requestFailed",
    meaning: "The platform failed while it requested the callback address.",
    seenBy: "clicker",
    nextStep: "Try again; when it stays, write to the platform's support.",
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.emptyName,
    name: "emptyName",
    meaning: "An interactive component inside a form of the clicked card has an empty name.",
    seenBy: "clicker",
    nextStep: "Give every component in the form a name, unique in the card, and send the card again.",
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.notOk,
    name: "notOk",
    meaning: "The app answered with a failure: not HTTP 200, or not code 200 over the long connection.",
    seenBy: "clicker",
    nextStep: "Read the app's log for the handler that threw; redirects count as failures too.",
    source: `${REFERENCE}; for the long connection several issue reports`,
  },
  {
    code: CLIENT_CODE.badAnswer,
    name: "badAnswer",
    meaning: "The answer does not have the shape that the platform expects.",
    seenBy: "clicker",
    nextStep: "Answer with {}, or an object with toast, card or both.",
    source: `${REFERENCE}; what exactly is refused is not documented`,
  },
  {
    code: CLIENT_CODE.badCard,
    name: "badCard",
    meaning: "The card in the answer is wrong.",
    seenBy: "clicker",
    nextStep:
      "Put the card under card as type raw or template with data as an object, in the schema of the clicked card.",
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.dialectChange,
    name: "dialectChange",
    meaning: "The clicked card has schema 2.0 and the card in the answer has schema 1.0.",
    seenBy: "clicker",
    nextStep: 'Write schema "2.0" and put the elements into body.',
    source: REFERENCE,
  },
  {
    code: CLIENT_CODE.internal,
    name: "internal",
    meaning: "Something failed inside the platform.",
    seenBy: "clicker",
    nextStep: "Try again; when it stays, write to the platform's support.",
    source: REFERENCE,
  },
  {
    code: 108_002,
    name: "notAcknowledged",
    meaning: "The click was delivered over the long connection and never acknowledged. Not an official meaning.",
    seenBy: "clicker",
    nextStep: "Acknowledge every message of the connection, also those without a handler.",
    source: "reported once, https://github.com/larksuite/cli/pull/2456; in no document of the platform",
  },
];
