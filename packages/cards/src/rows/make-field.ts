import type { CardRule } from "../card-rule.ts";
import type {
  BooleanField,
  ColorField,
  EitherField,
  ElementField,
  EnumField,
  Field,
  FieldTable,
  ListField,
  MapField,
  NumberField,
  ObjectField,
  SizeField,
  StringField,
} from "./field.ts";

// One function for each kind of field: a row of the table then reads like the platform's own documentation.

type Rest<Kind> = Omit<Kind, "kind" | "of" | "values" | "fields" | "keys" | "tags">;

/** What breaks a rule of its own when it is missing, empty or of the wrong type. */
export function breaking<Kind extends object>(rule: CardRule, field: Kind): Kind {
  return { ...field, rule };
}

/** The property has to be there. */
export function required<Kind extends object>(field: Kind): Kind & { readonly required: true } {
  return { ...field, required: true };
}

export function string(rest: Rest<StringField> = {}): StringField {
  return { kind: "string", ...rest };
}

/** Text for people. */
export function text(maxLength?: number): StringField {
  return maxLength === undefined ? { kind: "string", format: "text" } : { kind: "string", format: "text", maxLength };
}

export function url(): StringField {
  return { kind: "string", format: "url" };
}

export function oneOf<const Value extends string>(
  values: readonly Value[],
  rest: Omit<Rest<EnumField<Value>>, "default"> & { readonly default?: NoInfer<Value> } = {},
): EnumField<Value> {
  return { kind: "enum", values, ...rest };
}

export function flag(initial?: boolean): BooleanField {
  return initial === undefined ? { kind: "boolean" } : { kind: "boolean", default: initial };
}

export function number(rest: Rest<NumberField> = {}): NumberField {
  return { kind: "number", ...rest };
}

export function integer(rest: Omit<Rest<NumberField>, "integer"> = {}): NumberField {
  return { kind: "number", integer: true, ...rest };
}

export function size(rest: Rest<SizeField>): SizeField {
  return { kind: "size", ...rest };
}

/** A padding or margin: one, two or four lengths. */
export function edges(min: number, max: number, initial?: string): SizeField {
  const field: SizeField = { kind: "size", px: [min, max], counts: [1, 2, 4] };
  return initial === undefined ? field : { ...field, default: initial };
}

export function color(rest: Rest<ColorField> = {}): ColorField {
  return { kind: "color", ...rest };
}

export function element(...tags: string[]): ElementField {
  return { kind: "element", tags };
}

export function list(of: Field, rest: Rest<ListField> = {}): ListField {
  return { kind: "list", of, ...rest };
}

/** A plain text of limited length. */
export function plainText(maxText?: number): ElementField {
  return maxText === undefined
    ? { kind: "element", tags: ["plain_text"] }
    : { kind: "element", tags: ["plain_text"], maxText };
}

/** An array of elements. */
export function elements(tags: readonly string[], rest: Rest<ListField> = {}): ListField {
  return { kind: "list", of: { kind: "element", tags }, ...rest };
}

export function object(fields: FieldTable): ObjectField {
  return { kind: "object", fields, needed: neededKeys(fields) };
}

/** The names of what is required. */
export function neededKeys(fields: FieldTable): string[] {
  return Object.keys(fields).filter((key) => fields[key]?.required === true);
}

/** The addresses of a link by client. */
export function link(fields: FieldTable): ObjectField {
  return { ...object(fields), shape: "link" };
}

/** An object of the author's own. */
export function data(): ObjectField {
  return { ...object({}), open: true };
}

/** A value for each language. */
export function byLocale(of: Field): MapField {
  return { kind: "map", keys: "locale", of };
}

/** A value for each name that the author chooses. */
export function byName(of: Field): MapField {
  return { kind: "map", keys: "name", of };
}

export function either(...of: Field[]): EitherField {
  return { kind: "either", of };
}
