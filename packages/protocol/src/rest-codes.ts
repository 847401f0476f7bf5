import type { PlatformCode } from "./platform-code.ts";

const GENERAL = "the list of general error codes";
const RATE = "the page on frequency control";
const DELAYED = "the page on delayed updates of message cards";
const MESSAGES = "the pages on sending and updating messages";

function code(code: number, name: string, meaning: string, nextStep: string, source: string): PlatformCode {
  return { code, name, meaning, nextStep, source, seenBy: "api" };
}

/** Codes of REST calls that this project makes. */
export const REST_CODES: readonly PlatformCode[] = [
  code(10_002, "badCardParameter", "The card in the request is wrong.", "Correct the card.", DELAYED),
  code(10_003, "badAppId", "The app id is wrong.", "Copy it from the developer console.", "the page on the token"),
  code(
    10_014,
    "badAppSecret",
    "The app secret is wrong.",
    "Copy it from the developer console.",
    "the page on the token",
  ),
  code(11_311, "badCardFormat", "The card's format is wrong.", "Correct the card; the message says where.", DELAYED),
  code(100_000, "cardTooLarge", "The card has more than 100 KB after conversion.", "Make the card smaller.", DELAYED),
  code(100_030, "cardNotJson", "The request is not JSON.", "Send the card as JSON.", DELAYED),
  code(200_000, "cardRecalled", "The message of the card was recalled.", "Send a new message.", DELAYED),
  code(200_310, "cardOfAnotherApp", "The card was sent by another app.", "Use that app's credentials.", DELAYED),
  code(
    200_320,
    "badOpenIds",
    "The open_ids are wrong, or the card is shared.",
    "Leave open_ids out for shared cards.",
    DELAYED,
  ),
  code(230_001, "badMessageParameter", "A parameter is wrong.", "Compare the request with the call's page.", MESSAGES),
  code(230_002, "botNotInChat", "The bot is not in the chat.", "Add the bot to the chat.", MESSAGES),
  code(230_006, "noBot", "The app has no bot.", "Add the bot ability in the console and publish a version.", MESSAGES),
  code(230_011, "messageRecalled", "The message was recalled.", "Send a new message.", MESSAGES),
  code(230_013, "botNotAvailable", "The person is outside the bot's range.", "Widen the app's availability.", MESSAGES),
  code(230_020, "messageRate", "Too many calls about one message or chat.", "Call less often.", MESSAGES),
  code(230_025, "messageTooLong", "The message is too long.", "Make it shorter.", MESSAGES),
  code(230_027, "noPermission", "A permission is missing.", "Add it in the console and publish a version.", MESSAGES),
  code(230_031, "messageTooOld", "The message is older than 14 days.", "Send a new message.", MESSAGES),
  code(230_099, "badCardContent", "The card cannot be made; a second code says why.", "Correct the card.", MESSAGES),
  code(230_110, "messageDeleted", "The message was deleted.", "Send a new message.", MESSAGES),
  code(232_009, "chatDissolved", "The chat was dissolved.", "Send to another chat.", MESSAGES),
  code(
    300_020,
    "badTokenFormat",
    "The update token is malformed.",
    "Take the token of the callback as it is.",
    DELAYED,
  ),
  code(300_030, "tokenExpired", "The update token is older than 30 minutes.", "Update by the message id.", DELAYED),
  code(300_040, "tokenUsedUp", "The update token was used twice.", "Update by the message id.", DELAYED),
  code(300_090, "openIdsMissing", "An exclusive card needs open_ids.", "Name the people in card.open_ids.", DELAYED),
  code(99_991_400, "rateLimited", "Too many calls.", "Wait as long as x-ogw-ratelimit-reset says.", RATE),
  code(99_991_401, "ipNotAllowed", "The address is not on the app's white list.", "Add it in the console.", GENERAL),
  code(
    99_991_403,
    "quotaUsedUp",
    "The month's calls are used up.",
    "Wait for the next month, or raise the plan.",
    GENERAL,
  ),
  code(99_991_661, "tokenMissing", "The call has no access token.", "Send Authorization: Bearer.", GENERAL),
  code(99_991_662, "appDisabled", "The app is disabled.", "Enable it in the admin console.", GENERAL),
  code(99_991_663, "tokenInvalid", "The tenant token is not valid.", "Get a new one; check the domain.", GENERAL),
  code(99_991_664, "appTokenInvalid", "The app token is not valid.", "Get a new one; check the domain.", GENERAL),
  code(99_991_665, "tokenNotTaken", "This call takes no tenant token.", "See which token its page names.", GENERAL),
  code(99_991_671, "tokenMalformed", "The token does not begin with t- or u-.", "Send the token as it came.", GENERAL),
  code(
    99_991_672,
    "scopeMissing",
    "The app lacks a permission.",
    "Add it in the console and publish a version.",
    GENERAL,
  ),
];
