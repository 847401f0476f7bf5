import type { CardAction } from "@larkwire/protocol";
import type { JsonObject } from "../../json-object.ts";
import type { FieldValue } from "./local-state.ts";

/** A gesture about which the app is asked. */
export interface Asking {
  readonly kind: "ask";
  readonly action: CardAction<unknown, JsonObject>;
  /** What the client shows of it until the answer is there. */
  readonly shown?: { readonly path: string; readonly value: FieldValue } | undefined;
}

/** What a gesture leads to: a question to the app, or something that stays in the client. */
export type Reaction = Asking | { readonly kind: "local" };
