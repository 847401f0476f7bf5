import type { JsonObject } from "../../json-object.ts";
import { CardState } from "../cards/card-state.ts";
import type { CardChangeKind, CardVersion } from "../cards/card-version.ts";
import { authorOf, type Reference, type Referents, referToAuthor } from "./references.ts";

/** A card in a snapshot. */
export interface SavedCard {
  readonly app: string;
  readonly createdAt: number;
  readonly fromTemplate: boolean;
  readonly content: JsonObject;
  readonly personal: readonly (readonly [userId: string, content: JsonObject])[];
  readonly versions: readonly SavedVersion[];
}

interface SavedVersion {
  readonly number: number;
  readonly at: number;
  readonly kind: CardChangeKind;
  readonly by: Reference;
  readonly token?: string | undefined;
  readonly content: JsonObject;
  readonly seenBy: "everybody" | readonly string[];
}

export function saveCard(card: CardState): SavedCard {
  return {
    app: card.app.appId,
    createdAt: card.createdAt,
    fromTemplate: card.fromTemplate,
    content: card.content,
    personal: [...card.personal].map(([{ userId }, content]) => [userId, content] as const),
    versions: card.versions.map(saveVersion),
  };
}

/** @param before the same card as it is now, when it is still there: it stays the same object */
export function restoreCard(
  saved: SavedCard,
  from: Referents,
  maxVersions: number,
  before: CardState | undefined,
): CardState {
  const versions = saved.versions.map((version) => restoreVersion(version, from));
  const [first] = versions;
  if (first === undefined) throw new Error("a card has no versions");
  const { content, fromTemplate, createdAt } = saved;
  const app = from.app(saved.app);
  const card =
    before ?? new CardState({ app, content, fromTemplate, at: createdAt, change: first.change, maxVersions });
  const personal = saved.personal.map(
    ([userId, own]) => [from.user(userId), own] as [ReturnType<Referents["user"]>, JsonObject],
  );
  card.restore(content, personal, versions);
  return card;
}

function saveVersion({ number, at, change, content, seenBy }: CardVersion): SavedVersion {
  return {
    number,
    at,
    kind: change.kind,
    by: referToAuthor(change.by),
    token: change.token,
    content,
    seenBy: seenBy === "everybody" ? seenBy : seenBy.map(({ userId }) => userId),
  };
}

function restoreVersion({ number, at, kind, by, token, content, seenBy }: SavedVersion, from: Referents): CardVersion {
  return {
    number,
    at,
    change: { kind, by: authorOf(by, from), token },
    content,
    seenBy: seenBy === "everybody" ? seenBy : seenBy.map((userId) => from.user(userId)),
  };
}
