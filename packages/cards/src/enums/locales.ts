/** The 16 languages of a card. Source: "Configure multi-language content". */
export const CARD_LOCALES = [
  "zh_cn",
  "en_us",
  "zh_hk",
  "zh_tw",
  "ja_jp",
  "id_id",
  "vi_vn",
  "th_th",
  "pt_br",
  "es_es",
  "ko_kr",
  "de_de",
  "fr_fr",
  "it_it",
  "ru_ru",
  "ms_my",
] as const;

/** A language of a card. */
export type CardLocale = (typeof CARD_LOCALES)[number];

/** A value for each language that the card offers. */
export type ByLocale<Value> = { [Locale in CardLocale]?: Value };
