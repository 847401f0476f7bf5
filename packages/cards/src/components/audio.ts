import type { CardColor } from "../enums/color-names.ts";
import type { ByLocale } from "../enums/locales.ts";
import type { Edges, Px } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import {
  byLocale,
  color,
  edges,
  either,
  element,
  flag,
  object,
  oneOf,
  plainText,
  required,
  size,
  string,
} from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import type { PlainTextV2, TextV2 } from "./text.ts";

const TIME_DISPLAYS = ["default", "both"] as const;
const TIME_POSITIONS = ["end", "start", "both_sides"] as const;
const AUDIO_STYLES = ["normal", "flat", "speak"] as const;

/** What clients older than 7.49 show in place of an audio. */
export interface FallbackText {
  tag: "fallback_text";
  /** The text. */
  text: TextV2;
}

/** A sound to play; 2.0 only, client 7.49 or later. The card may not be forwarded. */
export interface AudioV2 extends BaseV2 {
  tag: "audio";
  /** An OPUS file, uploaded with its duration by the app that sends the card. */
  file_key: string;
  /** The file by language; wins. */
  i18n_file_key?: ByLocale<string>;
  /** Unique in the card: with it, playing goes on across updates. */
  audio_id?: string;
  /** Default: true. */
  show_progress_bar?: boolean;
  /** Default: true. */
  show_time?: boolean;
  /** Default: `default`. */
  time_display?: (typeof TIME_DISPLAYS)[number];
  /** Default: `end`. */
  time_position?: (typeof TIME_POSITIONS)[number];
  /** Default: `normal`. */
  style?: (typeof AUDIO_STYLES)[number];
  /** Default: `grey-800`. */
  fill_color?: CardColor;
  /** Default: `default`. */
  background_style?: CardColor;
  /** Default: 12px. */
  padding?: Edges;
  /** Default: `default`. */
  width?: "default" | "fill" | Px;
  /** The frame. */
  border?: { color?: CardColor; corner_radius?: Px };
  /** Cannot be played. Default: false. */
  disabled?: boolean;
  /** Shown when somebody plays it all the same. */
  disabled_tips?: PlainTextV2;
  /** For older clients: nothing, or a text. */
  fallback?: "drop" | FallbackText;
}

export const AUDIO: ComponentRow = {
  tag: "audio",
  kind: "display",
  fields: {
    ...BASE_V2,
    file_key: required(string({ notEmpty: true })),
    i18n_file_key: byLocale(string()),
    audio_id: string(),
    show_progress_bar: flag(true),
    show_time: flag(true),
    time_display: oneOf(TIME_DISPLAYS, { default: "default" }),
    time_position: oneOf(TIME_POSITIONS, { default: "end" }),
    style: oneOf(AUDIO_STYLES, { default: "normal" }),
    fill_color: color({ default: "grey-800" }),
    background_style: color({ names: ["default"], default: "default" }),
    padding: edges(0, 99, "12px"),
    width: size({ names: ["default", "fill"], px: [100, null], default: "default" }),
    border: object({ color: color(), corner_radius: size({ px: [0, null], default: "8px" }) }),
    disabled: flag(false),
    disabled_tips: plainText(),
    fallback: either(oneOf(["drop"]), element("fallback_text")),
  } satisfies FieldsOf<AudioV2>,
  source: "Audio",
};

export const FALLBACK_TEXT: ComponentRow = {
  tag: "fallback_text",
  kind: "part",
  fields: { text: required(element("plain_text", "lark_md")) } satisfies FieldsOf<FallbackText>,
  source: "Audio",
};
