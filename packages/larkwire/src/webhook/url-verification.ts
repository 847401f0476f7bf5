/** What the console sends when a request URL is saved. It is not signed. */
export interface UrlVerification {
  readonly type: "url_verification";
  readonly challenge: string;
  /** The app's Verification Token. */
  readonly token?: unknown;
}

/** Whether a body is the console's question if this URL is the app's. Source: the pages on sending to a server. */
export function isUrlVerification(value: unknown): value is UrlVerification {
  if (typeof value !== "object" || value === null) return false;
  const { type, challenge } = value as Partial<Record<keyof UrlVerification, unknown>>;
  return type === "url_verification" && typeof challenge === "string" && challenge !== "";
}

/**
 * Whether a challenge is written as the platform writes them: a UUID, or letters and digits in the documentation's
 * sample. Where nothing is signed, anything else might be a piece of another encrypted body that a stranger has put in
 * its place, to have it read out: such a piece comes with bytes that nobody chose.
 */
export function isUsualChallenge(challenge: string): boolean {
  return /^[\w.~+/=:-]{1,256}$/.test(challenge);
}
