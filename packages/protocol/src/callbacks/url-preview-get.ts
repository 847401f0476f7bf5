import type { P2Envelope } from "../envelope/envelope.ts";
import type { CallbackCard } from "./callback-card.ts";
import type { CallbackHost, CallbackOperator } from "./callback-origin.ts";

/** The link, and the message that holds it. */
export interface URLPreviewContext {
  /** The link as it was written. */
  url: string;
  /** Names this preview when it is to be updated. Missing while the link is typed but not sent. */
  preview_token?: string;
  /** The message, `om_…`; empty while the link is typed but not sent. */
  open_message_id: string;
  /** The chat, `oc_…`; empty while the link is typed but not sent. */
  open_chat_id: string;
}

/** The `event` of `url.preview.get`: somebody sends or sees a link that matches one of the app's rules. */
export interface URLPreviewGetEvent {
  /** The viewer: the preview may differ from person to person. */
  operator: CallbackOperator;
  /** Where the link stands. */
  host: CallbackHost;
  /** In a sample of the guide only, not in the reference. */
  delivery_type?: "url_preview";
  /** The link and its message. */
  context: URLPreviewContext;
}

/**
 * `url.preview.get` as the platform sends it (schema 2.0). It comes again for every viewer and device;
 * `header.event_id` can be empty.
 */
export type P2URLPreviewGet = P2Envelope<URLPreviewGetEvent>;

/** The languages of a preview's title. Toasts have their own list. */
export type URLPreviewLocale =
  | "zh_cn"
  | "zh_tw"
  | "zh_hk"
  | "en_us"
  | "ja_jp"
  | "fr_fr"
  | "hi_in"
  | "id_id"
  | "it_it"
  | "ko_kr"
  | "pt_br"
  | "ru_ru"
  | "th_th"
  | "vi_vn"
  | "de_de"
  | "es_es";

/** Where the preview leads, by client. Default of each: the link itself. */
export interface URLPreviewLink {
  /** What "copy link" puts on the clipboard. */
  copy_url?: string;
  /** Opened on iOS. */
  ios?: string;
  /** Opened on Android. */
  android?: string;
  /** Opened in the desktop client. */
  pc?: string;
  /** Opened in the browser client. */
  web?: string;
}

interface URLPreviewDecoration {
  /** Icon before the title, from the image upload API. Default: none. */
  image_key?: string;
  /** Default: the link itself. */
  url?: URLPreviewLink;
}

/** The title by language; wins over `title`. */
export type URLPreviewTitles = Partial<Record<URLPreviewLocale, string>>;

/** The line that stands in place of the bare link: a title in at least one form. */
export type URLPreviewInline = URLPreviewDecoration &
  ({ title: string; i18n_title?: URLPreviewTitles } | { title?: string; i18n_title: URLPreviewTitles });

/**
 * The answer to `url.preview.get`, due within 3 seconds. The reference calls `inline` optional, the guide demands it:
 * without it the client shows the bare link.
 */
export interface P2URLPreviewGetResponse {
  /** Default: the bare link. */
  inline?: URLPreviewInline;
  /** A card below the message. Default: none. */
  card?: CallbackCard;
}
