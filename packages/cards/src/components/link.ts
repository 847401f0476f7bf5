import type { FieldsOf } from "../rows/fields-of.ts";
import { url } from "../rows/make-field.ts";

/**
 * Where a link leads, by client. Either `url`, or all three platforms; `url` wins when there are both. Only http and
 * https are opened; `lark://msgcard/unsupported_action` switches one platform off. Source: "Card JSON structure".
 */
export interface MultiUrl {
  /** For all clients. */
  url?: string;
  /** For computers. */
  pc_url?: string;
  /** For iOS. */
  ios_url?: string;
  /** For Android. */
  android_url?: string;
}

export const MULTI_URL: FieldsOf<MultiUrl> = { url: url(), pc_url: url(), ios_url: url(), android_url: url() };
