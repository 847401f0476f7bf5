const HEX = "0123456789abcdef";
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS = "0123456789";
const TWO_TO_32 = 2 ** 32;

/**
 * The only source of chance: ids, credentials, which client gets a message. Equal seeds give equal sequences. Not for
 * security: whoever knows the seed knows every id. The algorithm is sfc32.
 */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = Uint32Array.of(seed, seed ^ 0x9e3779b9, ~seed, 1);
    for (let round = 0; round < 16; round++) this.uint32();
  }

  /** A generator of its own for one room, so that what happens on the wire does not change the ids made elsewhere. */
  fork(): Random {
    return new Random(this.uint32());
  }

  uint32(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const result = (a + b + counter) >>> 0;
    this.#state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + result, counter + 1]);
    return result;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor((this.uint32() / TWO_TO_32) * limit);
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  hex(length: number): string {
    return this.#text(HEX, length);
  }

  alphanumeric(length: number): string {
    return this.#text(ALPHANUMERIC, length);
  }

  /** Decimal digits; the first is not 0. */
  digits(length: number): string {
    return String(1 + this.below(9)) + this.#text(DIGITS, length - 1);
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  /** A version 4 UUID. */
  uuid(): string {
    const variant = HEX[8 + this.below(4)];
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }

  /** An odd number above 2^62: a client that stores it as a double cannot give it back. */
  bigUint64(): bigint {
    return (1n << 62n) | (BigInt(this.uint32()) << 30n) | BigInt(this.uint32()) | 1n;
  }

  #text(alphabet: string, length: number): string {
    let text = "";
    for (let at = 0; at < length; at++) text += alphabet[this.below(alphabet.length)];
    return text;
  }
}
