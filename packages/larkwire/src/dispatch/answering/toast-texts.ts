import type { CardToast, CardToastType } from "@larkwire/protocol";

/** A text in the languages that the SDK speaks to people by itself; `en` is for all others, too. */
export interface ToastText {
  readonly en: string;
  readonly zhCn: string;
  readonly zhHant: string;
  readonly ja: string;
}

/** A toast of the SDK's own, each person reading it in their language. */
export function toastOf(type: CardToastType, { en, ja, zhCn, zhHant }: ToastText): CardToast {
  return { type, content: en, i18n: { en_us: en, zh_cn: zhCn, zh_hk: zhHant, zh_tw: zhHant, ja_jp: ja } };
}

/** What the person reads when a handler failed; `reference` leads to the line in the log. */
export function failureToast(reference: string): CardToast {
  return toastOf("error", {
    en: `Something went wrong. Please try again later. (${reference})`,
    zhCn: `出错了，请稍后重试。（${reference}）`,
    zhHant: `發生錯誤，請稍後再試。（${reference}）`,
    ja: `エラーが発生しました。しばらくしてからもう一度お試しください。（${reference}）`,
  });
}
