/** A repeatable source of numbers in [0, 1): the same seed gives the same sequence. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KEYS =
  "toast card inline type content i18n data schema body elements i18n_elements header config template_id template_version_name template_variable title i18n_title image_key url msg card_link __proto__ constructor toString".split(
    " ",
  );

const LEAVES: readonly unknown[] = [
  ..."raw template info warning warn 1.0 2.0 x".split(" "),
  ...["", "\ud800", "好".repeat(100), 0, -1, Number.NaN, true, false, null, undefined, 1n, Symbol("s")],
  ...[() => 1, new Date(0), new Date(Number.NaN), new Map(), /x/, Object.create(null), new Error("e")],
];

const CARDS: readonly object[] = [
  {},
  { elements: [] },
  { header: {}, config: {} },
  { schema: "2.0", body: {} },
  { schema: "2.0", elements: [] },
  { body: {} },
];

/** A random card that was clicked: often a real one. */
export function randomOriginal(random: () => number): unknown {
  return random() < 0.5 ? pick(CARDS, random) : randomAnswer(random);
}

/** A random value that often looks like an answer, and sometimes is hostile: cycles, getters that throw, BigInt. */
export function randomAnswer(random: () => number, depth = 0): unknown {
  const kind = random();
  if (kind < 0.1) return { card: { type: "raw", data: pick(CARDS, random) }, toast: randomAnswer(random, depth + 3) };
  if (depth > 4 || kind < 0.35) return pick(LEAVES, random);
  if (kind < 0.43) return Array.from({ length: Math.floor(random() * 3) }, () => randomAnswer(random, depth + 1));
  return randomObject(random, depth);
}

function randomObject(random: () => number, depth: number): object {
  const object: Record<string, unknown> = {};
  const size = Math.floor(random() * 4);
  for (let member = 0; member < size; member += 1) {
    const key = pick(KEYS, random);
    const value = random() < 0.01 ? object : randomAnswer(random, depth + 1);
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
  }
  if (random() < 0.01)
    Object.defineProperty(object, pick(KEYS, random), { get: fail, enumerable: true, configurable: true });
  return object;
}

function fail(): never {
  throw new Error("a getter that throws");
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
