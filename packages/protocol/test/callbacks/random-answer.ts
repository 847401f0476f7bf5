import type { Random } from "../../../../test/support/random.ts";

const KEYS: readonly [string, ...string[]] = [
  "toast",
  "card",
  "inline",
  "type",
  "content",
  "i18n",
  "data",
  "schema",
  "body",
  "elements",
  "i18n_elements",
  "header",
  "config",
  "template_id",
  "template_version_name",
  "template_variable",
  "title",
  "i18n_title",
  "image_key",
  "url",
  "msg",
  "card_link",
  "__proto__",
  "constructor",
  "toString",
];

const LEAVES: readonly [unknown, ...unknown[]] = [
  "raw",
  "template",
  "info",
  "warning",
  "warn",
  "1.0",
  "2.0",
  "x",
  "",
  "\ud800",
  "好".repeat(100),
  0,
  -1,
  Number.NaN,
  true,
  false,
  null,
  undefined,
  1n,
  Symbol("s"),
  () => 1,
  new Date(0),
  new Date(Number.NaN),
  new Map(),
  /x/,
  Object.create(null),
  new Error("e"),
];

const CARDS: readonly [object, ...object[]] = [
  {},
  { elements: [] },
  { header: {}, config: {} },
  { schema: "2.0", body: {} },
  { schema: "2.0", elements: [] },
  { body: {} },
];

/** A random card that was clicked: often a real one. */
export function randomOriginal(random: Random): unknown {
  return random.oneIn(2) ? random.pick(CARDS) : randomAnswer(random);
}

/** A random value that often looks like an answer, and sometimes is hostile: cycles, getters that throw, BigInt. */
export function randomAnswer(random: Random, depth = 0): unknown {
  const kind = random.next();
  if (kind < 0.1) return { card: { type: "raw", data: random.pick(CARDS) }, toast: randomAnswer(random, depth + 3) };
  if (depth > 4 || kind < 0.35) return random.pick(LEAVES);
  if (kind < 0.43) return Array.from({ length: random.below(3) }, () => randomAnswer(random, depth + 1));
  return randomObject(random, depth);
}

function randomObject(random: Random, depth: number): object {
  const object: Record<string, unknown> = {};
  const size = random.below(4);
  for (let member = 0; member < size; member += 1) {
    const key = random.pick(KEYS);
    const value = random.oneIn(100) ? object : randomAnswer(random, depth + 1);
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
  }
  if (random.oneIn(100))
    Object.defineProperty(object, random.pick(KEYS), { get: fail, enumerable: true, configurable: true });
  return object;
}

function fail(): never {
  throw new Error("a getter that throws");
}
