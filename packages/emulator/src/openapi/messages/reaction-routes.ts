import type { App } from "../../apps/app.ts";
import type { Refusal } from "../../chat/attempt.ts";
import { addReaction, presentMessage, type ReactReason, removeReaction } from "../../chat/messages/change-message.ts";
import type { Reaction } from "../../chat/messages/message.ts";
import type { JsonObject } from "../../json-object.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { MESSAGE_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import { pageOf } from "../reading/page-of.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { idOf, USER_ID_TYPES, type UserIdType } from "./describe-message.ts";
import { isEmojiType } from "./emoji-types.ts";

const REACTIONS = "/open-apis/im/v1/messages/:message_id/reactions";
const REACTION = { access: "tenant", needsBot: MESSAGE_BOT } as const;
const MAX_PAGE = 50;

/** Source: the pages of the reaction calls; an unknown message as for reading one. */
const REFUSALS: Readonly<Record<ReactReason, readonly [code: number, msg: string]>> = {
  message_not_found: [99_992_354, "these ids not existed"],
  message_recalled: [231_003, "The message is not found, maybe not exist or deleted."],
  message_deleted: [230_110, "Action unavailable as the message has been deleted."],
  not_in_chat: [231_002, "The operator has no permission to react on the specific message."],
  reaction_not_found: [231_011, "The request has an invalid reaction_id."],
  not_own_reaction: [231_007, "The operator has no permission to delete this reaction."],
};
const BAD_EMOJI = 231_001;
const NO_ACCESS = 231_008;
const BAD_PAGE_TOKEN = 231_012;

/** Emoji below messages. */
export const REACTION_ROUTES: readonly TenantRoute[] = [
  {
    ...REACTION,
    method: "POST",
    scopes: CALL_SCOPES.react,
    path: REACTIONS,
    what: "Add a reaction",
    fidelity: "exact",
    note: "",
    source: "Create reaction, emoji introduction",
    body: "json",
    fields: {
      reaction_type: {
        type: "object",
        required: true,
        fields: { emoji_type: { type: "text", required: true } },
      },
    },
    handle: react,
  },
  {
    ...REACTION,
    method: "DELETE",
    scopes: CALL_SCOPES.react,
    path: `${REACTIONS}/:reaction_id`,
    what: "Remove a reaction",
    fidelity: "exact",
    note: "",
    source: "Delete reaction",
    body: "none",
    handle: unreact,
  },
  {
    ...REACTION,
    method: "GET",
    scopes: CALL_SCOPES.readReactions,
    path: REACTIONS,
    what: "List the reactions to a message",
    fidelity: "exact",
    note: "",
    source: "List reactions",
    body: "none",
    query: { user_id_type: { type: "text", oneOf: USER_ID_TYPES } },
    handle: list,
  },
];

function react({ app, params, body }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const { emoji_type: emoji } = body.reaction_type as { emoji_type: string };
  if (!isEmojiType(emoji)) return refuse(BAD_EMOJI, "reaction type is invalid.");
  const made = addReaction(town, { kind: "app", app }, params.message_id ?? "", emoji);
  return made.ok ? success(describe(made.value, app, "open_id")) : reactionRefusal(made);
}

function unreact({ app, params }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const gone = removeReaction(town, { kind: "app", app }, params.message_id ?? "", params.reaction_id ?? "");
  return gone.ok ? success(describe(gone.value, app, "open_id")) : reactionRefusal(gone);
}

function list({ app, params, query }: AppRequest, { town }: OpenApiServices): ApiAnswer {
  const found = presentMessage(town, params.message_id ?? "");
  if (!found.ok) return reactionRefusal(found);
  const { facts, reactions } = found.value;
  if (!facts.conversation.has(app)) return refuse(NO_ACCESS, "The operator has no access to the message.");
  const wanted = reactions.filter(({ emoji }) => emoji === (query.reaction_type || emoji));
  const page = pageOf(wanted, ({ reactionId }) => reactionId, query, MAX_PAGE);
  if (page === "bad_size" || page === "bad_token") {
    return refuse(BAD_PAGE_TOKEN, "The request has an invalid pageToken.");
  }
  const idType = (query.user_id_type ?? "open_id") as UserIdType;
  return success({ items: page.items.map((reaction) => describe(reaction, app, idType)), ...page.more });
}

function describe({ reactionId, by, at, emoji }: Reaction, app: App, idType: UserIdType): JsonObject {
  const operator =
    by.kind === "app"
      ? { operator_id: by.app.appId, operator_type: "app" }
      : { operator_id: idOf(by.user, app, idType), operator_type: "user" };
  return { reaction_id: reactionId, operator, action_time: String(at), reaction_type: { emoji_type: emoji } };
}

function reactionRefusal({ reason, detail }: Refusal<ReactReason>): ApiRefusal {
  const [code, msg] = REFUSALS[reason];
  return refuse(code, msg, { details: { reason: detail } });
}
