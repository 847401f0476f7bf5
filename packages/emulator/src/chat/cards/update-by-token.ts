import type { App } from "../../apps/app.ts";
import type { JsonObject } from "../../json-object.ts";
import { type Attempt, done, type Refusal, refused } from "../attempt.ts";
import type { Message } from "../messages/message.ts";
import { resolveUser } from "../messages/receivers.ts";
import type { User } from "../people/user.ts";
import type { Town } from "../town.ts";
import { CARD_FAULT_CODE } from "./card-fault.ts";
import { dialectOf, isShared } from "./card-state.ts";
import { type Interaction, UPDATE_TOKEN_MS, UPDATE_TOKEN_USES } from "./interaction.ts";
import { badCard, type CardRefusal, readCard } from "./read-card.ts";

export type TokenUpdateReason =
  | "bad_token"
  | "token_expired"
  | "token_used_up"
  | "card_of_another_app"
  | "message_recalled"
  | "message_deleted"
  | "too_early"
  | "too_old"
  | "too_long"
  | "preview_card"
  | "open_ids_missing"
  | "open_ids_for_shared_card"
  | "bad_open_ids";

/** A delayed update. */
export interface TokenUpdate {
  readonly app: App;
  /** `c-…` of the callback. */
  readonly token: string;
  /** The card or `{ type: "template", data }`, without `open_ids`. */
  readonly card: JsonObject;
  /** `card.open_ids`: for whom an exclusive 1.0 card changes. */
  readonly openIds?: readonly string[] | undefined;
  /** What happens before the click was answered: nothing, or it is shown until the answer comes. Default `"error"`. */
  readonly early?: "error" | "revert" | undefined;
}

/** Changes the card that was clicked, by the token of the click. Source: "Delayed update of a message card". */
export function updateByToken(town: Town, update: TokenUpdate): Attempt<Message, TokenUpdateReason> | CardRefusal {
  const interaction = town.interactions.find(update.token);
  if (interaction === undefined) {
    return refused("bad_token", "The token is of no click that is known here. Take event.token of a card callback.");
  }
  const refusal = refuseToken(town, update, interaction);
  if (refusal !== undefined) return refusal;
  const { message, card } = interaction;
  const next = readCard(town, update.app, update.card);
  if (!next.ok) return next;
  const { content, fromTemplate } = next.value;
  if (dialectOf(content) !== card.dialect) {
    const text = `a card of schema ${card.dialect} cannot become one of schema ${dialectOf(content)}`;
    return badCard({ code: CARD_FAULT_CODE.dialectChange, message: text });
  }
  const audience = readAudience(town, update, card.shared && (fromTemplate || isShared(content)));
  if (!audience.ok) return audience;
  interaction.uses += 1;
  const change = { kind: "delayed_update", by: { kind: "app", app: update.app }, token: update.token } as const;
  if (!interaction.answered) revertWhenAnswered(town, interaction, content);
  card.replace(content, change, town.now(), audience.value);
  message.touch(town.now());
  town.changed(message);
  return done(message);
}

/** An update that came too early is taken back by the answer, unless that has put another card in its place. */
function revertWhenAnswered(town: Town, { app, token, message, card }: Interaction, early: JsonObject): void {
  const people = message.facts.conversation.people.map((user) => ({ user, before: card.contentFor(user) }));
  const shared = card.content;
  card.whenAnswered(() => {
    const change = { kind: "delayed_update", by: { kind: "app", app }, token } as const;
    if (card.content === early) card.replace(shared, change, town.now(), "everybody");
    for (const { user, before } of people) {
      if (card.contentFor(user) === early) card.replace(before, change, town.now(), [user]);
    }
    town.changed(message);
  });
}

function refuseToken(
  town: Town,
  { app, early }: TokenUpdate,
  used: Interaction,
): Refusal<TokenUpdateReason> | undefined {
  const { card } = used;
  const { messageId, state } = used.message;
  if (used.app !== app) {
    return refused("card_of_another_app", `The card ${messageId} belongs to another app. Use that app's credentials.`);
  }
  if (town.now() - used.at > UPDATE_TOKEN_MS) {
    return refused("token_expired", "The token is older than 30 minutes. Patch the message, or send a new card.");
  }
  if (used.uses >= UPDATE_TOKEN_USES) {
    return refused("token_used_up", "The token has been used twice. Patch the message, or wait for the next click.");
  }
  if (state === "recalled") return refused("message_recalled", `The message ${messageId} was recalled.`);
  if (state === "deleted") return refused("message_deleted", `The message ${messageId} was deleted.`);
  if (card !== used.message.card) {
    return refused("preview_card", "A card below a link is not updated by token. Update the link's preview instead.");
  }
  if (!used.answered && early !== "revert") {
    return refused(
      "too_early",
      "The click has not been answered yet. Answer the callback first, then update the card.",
    );
  }
  if (!card.isUpdatable(town.now())) {
    return refused("too_old", `The card ${messageId} is older than 14 days and stays as it is. Send a new one.`);
  }
  return undefined;
}

function readAudience(
  town: Town,
  { app, openIds }: TokenUpdate,
  shared: boolean,
): Attempt<"everybody" | readonly User[], TokenUpdateReason> {
  if (shared) {
    if (openIds === undefined) return done("everybody");
    return refused("open_ids_for_shared_card", "A shared card changes for everybody. Leave out card.open_ids.");
  }
  if (openIds === undefined || openIds.length === 0) {
    return refused("open_ids_missing", "An exclusive card changes for named people. Name them in card.open_ids.");
  }
  const users: User[] = [];
  for (const openId of openIds) {
    const user = resolveUser(town, app, "open_id", openId);
    if (!user.ok) return refused("bad_open_ids", user.detail);
    users.push(user.value);
  }
  return done(users);
}
