import type { ByLocale, CardLocale } from "../enums/locales.ts";
import { CARD_LOCALES } from "../enums/locales.ts";
import { TEXT_SIZES } from "../enums/text-sizes.ts";
import type { FieldTable } from "../rows/field.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { byLocale, byName, flag, integer, list, object, oneOf, required, string, text } from "../rows/make-field.ts";

type Size = (typeof TEXT_SIZES)[number];

/** Sizes and colours of the author's own, by name. Source: "Card JSON structure". */
export interface CardStyle {
  /** Sizes of text by name. */
  text_size?: Readonly<Record<string, { default?: Size; pc?: Size; mobile?: Size }>>;
  /** Colours by name, each `rgba(…)`. */
  color?: Readonly<Record<string, { light_mode: string; dark_mode: string }>>;
}

interface Shared {
  /** Whether the card may be forwarded. Default: true; a card with an `audio` needs false. */
  enable_forward?: boolean;
  /** Whether a forwarded copy calls back. Default: false. */
  enable_forward_interaction?: boolean;
  /** Whether "translate" shows the card's own text in that language. Default: false. */
  use_custom_translation?: boolean;
  /** Sizes and colours of one's own. */
  style?: CardStyle;
}

const STREAMING_STRATEGIES = ["fast", "delay"] as const;
const WIDTH_MODES_V2 = ["compact", "fill", "default"] as const;
const WIDTH_MODES_V1 = ["default", "compact", "fill"] as const;

/** A number for all clients, and for each kind of client. */
interface ByClient {
  default?: number;
  android?: number;
  ios?: number;
  pc?: number;
}

/** How streamed text appears: client 7.23 or later. */
export interface StreamingConfig {
  /** Milliseconds between steps. Default: 70. */
  print_frequency_ms?: ByClient;
  /** Characters in a step. Default: 1. */
  print_step?: ByClient;
  /** Whether new text makes the old one appear at once. Default: `fast`. */
  print_strategy?: (typeof STREAMING_STRATEGIES)[number];
}

/** How a 2.0 card behaves. */
export interface CardConfigV2 extends Shared {
  /** Text grows as it is written. Default: false; ends by itself after 10 minutes. */
  streaming_mode?: boolean;
  /** How streamed text appears. */
  streaming_config?: StreamingConfig;
  /** What the list of chats shows. Default: the title. */
  summary?: { content?: string; i18n_content?: ByLocale<string> };
  /** The only languages that the card has. Default: all that it offers. */
  locales?: readonly CardLocale[];
  /** Whether everybody sees the same card. Only true is allowed, and it is the default. */
  update_multi?: boolean;
  /** At most 400 px wide, or as wide as the chat. Default: at most 600 px. */
  width_mode?: (typeof WIDTH_MODES_V2)[number];
  /** Older; without effect, but found in many cards. */
  wide_screen_mode?: boolean;
}

/** How a 1.0 card behaves. */
export interface CardConfigV1 extends Shared {
  /** Whether everybody sees the same card (shared), or each an own one (exclusive). Default: false. */
  update_multi?: boolean;
  /** At most 600 or 400 px wide, or as wide as the chat. Default: `default`. */
  width_mode?: (typeof WIDTH_MODES_V1)[number];
  /** Older; `width_mode` wins. */
  compact_width?: boolean;
  /** Older; without effect, but found in most cards. */
  wide_screen_mode?: boolean;
}

const STYLE: FieldsOf<CardStyle> = {
  text_size: byName(object({ default: oneOf(TEXT_SIZES), pc: oneOf(TEXT_SIZES), mobile: oneOf(TEXT_SIZES) })),
  color: byName(
    object({ light_mode: required(string({ format: "rgba" })), dark_mode: required(string({ format: "rgba" })) }),
  ),
};

const SHARED: FieldsOf<Shared> = {
  enable_forward: flag(true),
  enable_forward_interaction: flag(false),
  use_custom_translation: flag(false),
  style: object(STYLE),
};

const BY_CLIENT: FieldsOf<ByClient> = {
  default: integer({ min: 1 }),
  android: integer({ min: 1 }),
  ios: integer({ min: 1 }),
  pc: integer({ min: 1 }),
};

const STREAMING: FieldsOf<StreamingConfig> = {
  print_frequency_ms: object(BY_CLIENT),
  print_step: object(BY_CLIENT),
  print_strategy: oneOf(STREAMING_STRATEGIES, { default: "fast" }),
};

export const CONFIG_V2: FieldTable = {
  ...SHARED,
  streaming_mode: flag(false),
  streaming_config: object(STREAMING),
  summary: object({ content: text(), i18n_content: byLocale(text()) }),
  locales: list(oneOf(CARD_LOCALES)),
  update_multi: flag(true),
  width_mode: oneOf(WIDTH_MODES_V2),
  wide_screen_mode: flag(),
} satisfies FieldsOf<CardConfigV2>;

export const CONFIG_V1: FieldTable = {
  ...SHARED,
  update_multi: flag(false),
  width_mode: oneOf(WIDTH_MODES_V1, { default: "default" }),
  compact_width: flag(false),
  wide_screen_mode: flag(),
} satisfies FieldsOf<CardConfigV1>;
