const HEX = "0123456789abcdef";
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS = "0123456789";
const TWO_TO_32 = 2 ** 32;

/** Where a generator stands, and where the streams taken from it stand. JSON. */
export interface RandomState {
  readonly seed: number;
  readonly words: readonly number[];
  readonly streams: Readonly<Record<string, RandomState>>;
}

/**
 * The only source of chance: ids, credentials, which client gets a message. Equal seeds give equal sequences. Not for
 * security: whoever knows the seed knows every id. The algorithm is sfc32.
 */
export class Random {
  #seed: number;
  readonly #path: string;
  readonly #state: Uint32Array = new Uint32Array(4);
  readonly #streams = new Map<string, Random>();

  /** @param path the names of the streams that lead here; part of the seed */
  constructor(seed: number, path = "") {
    this.#seed = seed;
    this.#path = path;
    this.reset();
  }

  /**
   * The generator called `name`; the same one every time. It depends on the seed and the name alone, so what one room
   * draws, and when, changes nothing for another: give every room and every app a name of its own.
   */
  stream(name: string): Random {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    const stream = this.once(name);
    this.#streams.set(name, stream);
    return stream;
  }

  /** A generator for a thing that is made once and stays: it begins anew every time it is asked for. */
  once(name: string): Random {
    return new Random(this.#seed, `${this.#path}/${name}`);
  }

  /** A generator that depends on what was drawn before, for a thing without a name. `snapshot` does not know it. */
  fork(): Random {
    return new Random(this.uint32());
  }

  /** Back to where the seed, or another, begins, and every stream with it. */
  reset(seed: number = this.#seed): void {
    this.#seed = seed;
    const words = [this.#seed, this.#seed ^ 0x9e3779b9, ~this.#seed].map((word) => mix(word, this.#path));
    this.#state.set([...words, 1]);
    for (let round = 0; round < 16; round++) this.uint32();
    for (const stream of this.#streams.values()) stream.reset(seed);
  }

  snapshot(): RandomState {
    const streams = [...this.#streams].map(([name, stream]) => [name, stream.snapshot()] as const);
    return { seed: this.#seed, words: [...this.#state], streams: Object.fromEntries(streams) };
  }

  /** Goes on from where `snapshot` was taken. Streams that were not known then begin anew. */
  restore({ seed, words, streams }: RandomState): void {
    this.reset(seed);
    this.#state.set(words);
    for (const [name, state] of Object.entries(streams)) this.stream(name).restore(state);
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

/** FNV-1a over `text`, started with `word`, and stirred so that near texts differ everywhere. */
function mix(word: number, text: string): number {
  let hash = word ^ 0x811c9dc5;
  for (const byte of Buffer.from(text, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
