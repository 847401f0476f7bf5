/**
 * Why a card is refused, in the words of the platform's `230099 Failed to create card content, ext=ErrCode: …`.
 * Source: the errors of "Send a message" and "Update a sent card"; 200621 and the texts of 11310 are observed.
 */
export interface CardFault {
  /** `ErrCode`: 200621, 11310, 200380 … */
  readonly code: number;
  /** `ErrMsg` */
  readonly message: string;
  /** `ErrPath`, such as `ROOT -> body -> elements -> [0](tag: button)`. */
  readonly path?: string | undefined;
  /** `ErrorValue` */
  readonly value?: string | undefined;
  /** The whole text `Failed to create card content, ext=…`, where it is not just made of these parts. */
  readonly text?: string | undefined;
  /** What is wrong, why, and what to do. Default: made of the parts. */
  readonly detail?: string | undefined;
}

export const CARD_FAULT_CODE = {
  /** Cannot be read as a card. */
  unreadable: 200_621,
  /** Several texts: `card action is lock`, `cardid is invalid`, `element exceeds the limit` … */
  refused: 11_310,
  templateMissing: 200_380,
  templateInvisible: 200_381,
  variableType: 200_732,
  /** A 1.0 card would become a 2.0 card, or the other way round. Reported, in no document. */
  dialectChange: 200_800,
} as const;
