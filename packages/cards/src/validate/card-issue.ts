import type { CardRule } from "../card-rule.ts";

/** One fault of a card. */
export interface CardIssue {
  /** Where, as the platform writes it: `ROOT -> body -> elements -> [3](tag: button)`. */
  readonly path: string;
  /** The same place as a JSON Pointer (RFC 6901), for editors and programs: `/body/elements/3`. */
  readonly pointer: string;
  /** Which rule it breaks. */
  readonly rule: CardRule;
  /** `error`: the platform refuses the card, or a click on it fails. `warning`: it is shown otherwise than written. */
  readonly severity: "error" | "warning";
  /** What is wrong, why, and what to do, in one or two sentences. */
  readonly message: string;
  /** The page of the platform's documentation, by title, or how else the rule is known. */
  readonly source: string;
  /**
   * The code of an error: 230099 and others when the card is sent, 200530 when it is clicked; 0 for a warning. The same
   * card in the answer to a callback gives 200673, see `predictAnswer`.
   */
  readonly code: number;
  /** The code inside a 230099, shown as `ErrCode`. */
  readonly subCode?: number;
  /** The code when the card comes through CardKit; absent where it is not known to differ. */
  readonly cardKitCode?: number;
  /** What the platform shows as `ErrorValue`. */
  readonly errorValue?: string;
}
