import type { Interaction } from "@larkwire/cards";
import type { JsonObject } from "../../json-object.ts";

/** A component of a card that a person can use, and the form it stands in. */
export interface Component {
  readonly tag: string;
  readonly node: JsonObject;
  /** Where it stands in the card; no other component of the card has the same. */
  readonly path: string;
  readonly form: JsonObject | undefined;
  /** What using it brings to the app; missing for a panel, which is unfolded in the client alone. */
  readonly interaction: Interaction | undefined;
}
