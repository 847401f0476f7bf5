import { ICON_TOKENS } from "./icon-tokens.ts";

/** A token of the icon library; a newer one than this list is passed on as it is. */
export type IconToken = (typeof ICON_TOKENS)[number] | (string & Record<never, never>);

/** In the samples of the documentation, but not in its list. */
const ONLY_IN_SAMPLES = ["down-small-ccm_outlined", "pa-calibration-report_outlined"];

/** Whether the icon library, as far as it is known here, has the token. */
export function isIconToken(token: string): boolean {
  let low = 0;
  let high = ICON_TOKENS.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const candidate: string = ICON_TOKENS[middle] ?? "";
    if (candidate === token) return true;
    if (candidate < token) low = middle + 1;
    else high = middle - 1;
  }
  return ONLY_IN_SAMPLES.includes(token);
}
