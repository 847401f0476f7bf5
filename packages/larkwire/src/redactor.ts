const REDACTED = "[redacted]";

/** Credentials that can be told by their shape, wherever they stand. */
const SHAPES: readonly [RegExp, string][] = [
  [/((?:access_key|ticket|token|secret|password)=)[^&\s"'\\]+/gi, `$1${REDACTED}`],
  [/(\/\/[^/\s:@]*:)[^/\s@]+@/g, `$1${REDACTED}@`],
  [/\b(?:c-[0-9a-f]{16,}|[tu]-[0-9A-Za-z_-]{16,})/g, REDACTED],
];

/** Values shorter than this would blank out ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** Credentials of past connections that are still looked for. */
const MAX_PASSING_SECRETS = 64;

/** Removes credentials from text that goes to a log: those of known shape, and known values wherever they occur. */
export class Redactor {
  readonly #lasting = new Set<string>();
  readonly #passing = new Set<string>();

  /** `secret` is removed for ever. */
  add(secret: string): void {
    if (secret.length >= MIN_SECRET_LENGTH) this.#lasting.add(secret);
  }

  /** `secret` is removed until many others have followed: for the credentials of one connection. */
  addPassing(secret: string): void {
    if (secret.length < MIN_SECRET_LENGTH) return;
    this.#passing.add(secret);
    const [oldest] = this.#passing;
    if (this.#passing.size > MAX_PASSING_SECRETS && oldest !== undefined) this.#passing.delete(oldest);
  }

  redact(text: string): string {
    let clean = text;
    for (const secret of this.#lasting) clean = clean.replaceAll(secret, REDACTED);
    for (const secret of this.#passing) clean = clean.replaceAll(secret, REDACTED);
    for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
    return clean;
  }
}
