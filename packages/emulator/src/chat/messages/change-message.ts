import type { App } from "../../apps/app.ts";
import { isJsonObject } from "../../json-object.ts";
import { type Attempt, done, type Refusal, refused } from "../attempt.ts";
import { CARD_FAULT_CODE } from "../cards/card-fault.ts";
import { type CardState, dialectOf, isShared } from "../cards/card-state.ts";
import { badCard, type CardRefusal, readCard } from "../cards/read-card.ts";
import type { Town } from "../town.ts";
import type { Author, Message, Reaction } from "./message.ts";
import { readContent } from "./message-content.ts";

export type GoneReason = "message_not_found" | "message_recalled" | "message_deleted";
export type PatchReason =
  | GoneReason
  | "bad_content"
  | "too_long"
  | "not_own_message"
  | "no_card"
  | "only_for_one_person"
  | "too_old"
  | "not_shared";
export type RecallReason = GoneReason | "not_own_message";
export type ReactReason = GoneReason | "not_in_chat" | "reaction_not_found" | "not_own_reaction";

/** Changes an app's card by its message, for everybody. */
export function patchMessage(
  town: Town,
  { app, messageId, content }: { readonly app: App; readonly messageId: string; readonly content: string },
): Attempt<Message, PatchReason> | CardRefusal {
  const found = presentMessage(town, messageId);
  if (!found.ok) return found;
  const message = found.value;
  const { card } = message;
  const refusal = refusePatch(town, app, message);
  if (refusal !== undefined) return refusal;
  if (card === undefined)
    return refused("no_card", `The message ${messageId} is no card, so there is nothing to patch.`);
  const read = readContent("interactive", content);
  if (!read.ok) return refused("bad_content", read.detail);
  const next = readCard(town, app, read.value);
  if (!next.ok) return next;
  const fault = refuseReplacement(card, next.value.content, next.value.fromTemplate);
  if (fault !== undefined) return fault;
  card.replace(next.value.content, { kind: "patch", by: { kind: "app", app } }, town.now(), "everybody");
  message.rewrite(content, town.now());
  town.changed(message);
  return found;
}

function refusePatch(town: Town, app: App, { facts, card, messageId }: Message): Refusal<PatchReason> | undefined {
  if (facts.author.kind !== "app" || facts.author.app !== app) {
    return refused(
      "not_own_message",
      `The message ${messageId} is not from ${app.appId}. Only its author may change it.`,
    );
  }
  if (facts.onlyFor !== undefined) {
    return refused("only_for_one_person", `The card ${messageId} is visible to one person, and cannot be patched.`);
  }
  if (card !== undefined && !card.isUpdatable(town.now())) {
    return refused("too_old", `The card ${messageId} is older than 14 days and stays as it is. Send a new one.`);
  }
  return undefined;
}

function refuseReplacement(
  card: CardState,
  next: object,
  fromTemplate: boolean,
): Refusal<"not_shared"> | CardRefusal | undefined {
  if (card.dialect === "2.0" && card.awaitsAnswer) {
    return badCard({ code: CARD_FAULT_CODE.refused, message: "card action is lock" });
  }
  if (!isJsonObject(next)) return undefined;
  if (dialectOf(next) !== card.dialect) {
    return badCard({
      code: CARD_FAULT_CODE.dialectChange,
      message: `a card of schema ${card.dialect} cannot become one of schema ${dialectOf(next)}`,
    });
  }
  if (card.shared && (fromTemplate || isShared(next))) return undefined;
  return refused(
    "not_shared",
    "Patching takes config.update_multi: true in the card that was sent and in the new one. Send it so from the start.",
  );
}

/** Takes a message back, so that everybody sees that it was recalled; or an ephemeral card away without a trace. */
export function removeMessage(
  town: Town,
  by: Author,
  messageId: string,
  how: "recalled" | "deleted",
): Attempt<Message, RecallReason> {
  const found = presentMessage(town, messageId);
  if (!found.ok) return found;
  const { author } = found.value.facts;
  if (!sameAuthor(author, by)) {
    return refused("not_own_message", `The message ${messageId} is somebody else's. Only its author may take it back.`);
  }
  found.value.remove(how);
  town.changed(found.value);
  return found;
}

/** Puts an emoji below a message. The same emoji of the same author is there once. */
export function addReaction(town: Town, by: Author, messageId: string, emoji: string): Attempt<Reaction, ReactReason> {
  const found = presentMessage(town, messageId);
  if (!found.ok) return found;
  const message = found.value;
  if (!message.facts.conversation.has(by.kind === "app" ? by.app : by.user)) {
    return refused("not_in_chat", `Who reacts to ${messageId} has to be in its chat. Add it to the group first.`);
  }
  const before = message.reactions.find((reaction) => reaction.emoji === emoji && sameAuthor(reaction.by, by));
  if (before !== undefined) return done(before);
  const reaction: Reaction = { reactionId: town.newReactionId(message.facts.conversation), emoji, by, at: town.now() };
  message.addReaction(reaction);
  town.changed(message);
  return done(reaction);
}

export function removeReaction(
  town: Town,
  by: Author,
  messageId: string,
  reactionId: string,
): Attempt<Reaction, ReactReason> {
  const found = presentMessage(town, messageId);
  if (!found.ok) return found;
  const reaction = found.value.reactions.find((candidate) => candidate.reactionId === reactionId);
  if (reaction === undefined) {
    return refused("reaction_not_found", `The message ${messageId} has no reaction ${reactionId}. List them first.`);
  }
  if (!sameAuthor(reaction.by, by)) {
    return refused(
      "not_own_reaction",
      `The reaction ${reactionId} is somebody else's. Only who made it may remove it.`,
    );
  }
  found.value.dropReaction(reactionId);
  town.changed(found.value);
  return done(reaction);
}

/** A message that is there. */
export function presentMessage(town: Town, messageId: string): Attempt<Message, GoneReason> {
  const message = town.find(messageId);
  if (message === undefined) {
    return refused("message_not_found", `There is no message ${messageId}, or it is too long ago to be kept here.`);
  }
  if (message.state === "recalled") return refused("message_recalled", `The message ${messageId} was recalled.`);
  if (message.state === "deleted") return refused("message_deleted", `The message ${messageId} was deleted.`);
  return done(message);
}

function sameAuthor(a: Author, b: Author): boolean {
  return a.kind === "app" ? b.kind === "app" && a.app === b.app : b.kind === "user" && a.user === b.user;
}
