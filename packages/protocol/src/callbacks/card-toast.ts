/** The kinds of toast, as runtime data; `info` has no icon. Source: the card callback reference, answer section. */
export const CARD_TOAST_TYPES = ["info", "success", "error", "warning"] as const;

/** One of {@link CARD_TOAST_TYPES}. */
export type CardToastType = (typeof CARD_TOAST_TYPES)[number];

/** The languages a toast can be written in. Link previews have their own list. */
export type CardToastLocale =
  | "zh_cn"
  | "en_us"
  | "zh_hk"
  | "zh_tw"
  | "ja_jp"
  | "id_id"
  | "vi_vn"
  | "th_th"
  | "pt_br"
  | "es_es"
  | "ko_kr"
  | "de_de"
  | "fr_fr"
  | "it_it"
  | "ru_ru"
  | "ms_my";

/** A short message over the chat, shown only to the person who clicked. */
export interface CardToast {
  /** Decides icon and colour. The platform itself accepts a toast without it. */
  type: CardToastType;
  /** The text, for every language that `i18n` does not name. */
  content: string;
  /** The text by language; wins over `content`. The key is `i18n`, without `_content`. */
  i18n?: Partial<Record<CardToastLocale, string>>;
}
