/** What a template answer names. Source: the card callback reference, answer section. */
export interface CardTemplateData {
  /** Id of the template: `AAq…` from the current card builder, `ctp_…` from the old one. */
  template_id: string;
  /** A published version such as `"1.0.0"`. Default: the newest published one. */
  template_version_name?: string;
  /** Values by variable name. Default: none. A value of the wrong type makes the whole card wrong. */
  template_variable?: object;
}

/** A card written out in full: Card JSON 1.0 or 2.0. */
export interface RawCallbackCard {
  /** Says that `data` is a card. */
  type: "raw";
  /** The card as an object, never as JSON text. Its `schema` must be that of the card it replaces. */
  data: object;
}

/** A card made from a template of the card builder. */
export interface TemplateCallbackCard {
  /** Says that `data` names a template. */
  type: "template";
  /** Which template, with which values. */
  data: CardTemplateData;
}

/**
 * The `card` part of an answer: replaces the card that was clicked, or is shown below a previewed link.
 * The platform documents no other `type`.
 */
export type CallbackCard = RawCallbackCard | TemplateCallbackCard;
