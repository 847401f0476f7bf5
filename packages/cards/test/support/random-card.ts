import type { Random } from "../../../../test/support/random.ts";
import { type CardDialect, COMPONENT_TABLE, type Component, type Field, type FieldTable } from "../../src/index.ts";
import { finishElement } from "./finish-element.ts";
import { randomChoice, randomSize, randomText, randomWord } from "./random-words.ts";

export type JsonObject = Record<string, unknown>;

/** How much of a card may be left to chance. */
const MAX_ELEMENTS = 60;
const MAX_TABLES = 4;
const MAX_CHARTS = 5;
const MAX_NESTING = 4;

/** One card in the making. */
export class CardMaker {
  readonly random: Random;
  readonly dialect: CardDialect;
  /** What has been used up; of the names, each is used once. */
  names = 0;
  elements = 0;
  tables = 0;
  charts = 0;
  nesting = 0;
  hasAudio = false;
  inForm = false;
  /** Where it stands: keys of fields, without indexes. */
  readonly keys: string[] = [];

  constructor(random: Random, dialect: CardDialect) {
    this.random = random;
    this.dialect = dialect;
  }

  nextName(): string {
    this.names++;
    return `n${this.names}`;
  }

  component(tag: string): Component {
    const component = COMPONENT_TABLE[this.dialect].components.get(tag);
    if (component === undefined) throw new Error(`no component is called ${tag}`);
    return component;
  }
}

/** A card that breaks no rule, not even by a warning: made from the component table, so every property comes up. */
export function randomCard(random: Random, dialect: CardDialect): JsonObject {
  const maker = new CardMaker(random, dialect);
  const card = randomMembers(maker, COMPONENT_TABLE[dialect].card.fields);
  if (dialect === "2.0") {
    const elements = randomElements(maker, rootTags(dialect), 1 + random.below(8));
    card.body = { ...(card.body as object | undefined), elements };
    const config = (card.config ?? {}) as JsonObject;
    if (config.update_multi !== undefined) config.update_multi = true;
    if (maker.hasAudio) card.config = { ...config, enable_forward: false };
  } else {
    card.elements = randomElements(maker, rootTags(dialect), 1 + random.below(8));
    delete card.i18n_elements;
    delete card.i18n_header;
  }
  return card;
}

function rootTags(dialect: CardDialect): readonly string[] {
  const { card, components } = COMPONENT_TABLE[dialect];
  const body = dialect === "2.0" ? card.fields.body : card.fields.elements;
  const list = body?.kind === "object" ? body.fields.elements : body;
  const tags = list?.kind === "list" && list.of.kind === "element" ? list.of.tags : [];
  return dialect === "2.0" ? tags : tags.filter((tag) => components.get(tag)?.kind !== "interactive");
}

/** The members of an object: those that are required, and some of the others. */
function randomMembers(maker: CardMaker, fields: FieldTable): JsonObject {
  const members: JsonObject = {};
  for (const [key, field] of Object.entries(fields)) {
    if (field.required !== true && !maker.random.oneIn(4)) continue;
    maker.keys.push(key);
    const value = randomValue(maker, field);
    maker.keys.pop();
    if (value !== undefined) members[key] = value;
  }
  return members;
}

/** An element of one of the tags, or `undefined` where none may stand any more. */
function randomElement(maker: CardMaker, tags: readonly string[]): JsonObject | undefined {
  const possible = tags.filter((tag) => isPossible(maker, tag));
  const [first, ...rest] = possible;
  if (first === undefined) return undefined;
  return makeElement(maker, maker.random.pick([first, ...rest]));
}

/** An element with the given tag. */
export function makeElement(maker: CardMaker, tag: string): JsonObject {
  const component = maker.component(tag);
  const isContainer = component.kind === "container";
  const { inForm } = maker;
  maker.elements++;
  if (tag === "table") maker.tables++;
  if (tag === "chart") maker.charts++;
  if (isContainer) maker.nesting++;
  if (tag === "form") maker.inForm = true;
  const value: JsonObject = { tag, ...randomMembers(maker, component.fields) };
  finishElement(maker, component, value);
  maker.inForm = inForm;
  if (isContainer) maker.nesting--;
  return value;
}

function isPossible(maker: CardMaker, tag: string): boolean {
  const component = COMPONENT_TABLE[maker.dialect].components.get(tag);
  if (component === undefined) return false;
  if (component.kind === "container" && maker.nesting >= MAX_NESTING) return false;
  if (component.interaction?.formOnly === true && !maker.inForm) return false;
  if (tag === "table" && maker.tables >= MAX_TABLES) return false;
  if (tag === "chart" && maker.charts >= MAX_CHARTS) return false;
  return maker.elements < MAX_ELEMENTS || component.kind === "part";
}

function randomElements(maker: CardMaker, tags: readonly string[], count: number): JsonObject[] {
  const elements: JsonObject[] = [];
  for (let index = 0; index < count; index++) {
    const element = randomElement(maker, tags);
    if (element !== undefined) elements.push(element);
  }
  return elements;
}

/** A value that the field takes. */
function randomValue(maker: CardMaker, field: Field): unknown {
  const { random } = maker;
  switch (field.kind) {
    case "string":
      return randomText(maker, field);
    case "enum":
      return randomChoice(random, field.values);
    case "boolean":
      return random.oneIn(2);
    case "number": {
      const { min = 1, max = min + 5, integer } = field;
      return integer === true ? min + random.below(max - min + 1) : min + random.next() * (max - min);
    }
    case "size":
      return randomSize(random, field);
    case "color":
      return randomWord(random, "color");
    case "element":
      return randomElement(maker, field.tags);
    case "list": {
      const count = Math.min(field.max ?? 3, 1 + random.below(3));
      if (field.of.kind === "element") return randomElements(maker, field.of.tags, count);
      return Array.from({ length: count }, () => randomValue(maker, field.of)).filter((item) => item !== undefined);
    }
    case "object":
      return randomObject(maker, field.fields, field.open === true, field.variants);
    case "map": {
      if (maker.keys.at(-1) === "text_size" || maker.keys.at(-1) === "color")
        return { "own-0": randomValue(maker, field.of) };
      const key = field.keys === "locale" ? randomWord(random, "locale") : "urlVal";
      return { [key]: randomValue(maker, field.of) };
    }
    case "either":
      return field.of[0] === undefined ? undefined : randomValue(maker, field.of[0]);
  }
}

function randomObject(
  maker: CardMaker,
  fields: FieldTable,
  open: boolean,
  variants: { by: string; required: Readonly<Record<string, readonly string[]>> } | undefined,
): JsonObject {
  if (open) return { key: "value", count: maker.random.below(10) };
  const members = randomMembers(maker, fields);
  if ("pc_url" in fields && "url" in fields) members.url = "https://example.com";
  if (variants === undefined) return members;
  for (const key of variants.required[String(members[variants.by])] ?? []) {
    const field = fields[key];
    if (members[key] === undefined && field !== undefined) members[key] = randomValue(maker, field);
  }
  return members;
}
