import type { Rule } from "./field.ts";

/** The kinds of rule that can describe a value of type `Value`. */
type KindOf<Value> = Value extends boolean
  ? "boolean"
  : Value extends number
    ? "number"
    : Value extends string
      ? "string" | "enum" | "size" | "color"
      : Value extends readonly unknown[]
        ? "list"
        : "element" | "object" | "map";

type RuleFor<Value> = Extract<Rule, { readonly kind: KindOf<NonNullable<Value>> | "either" }>;

/**
 * The row that describes the type `Shape`: the same properties, the same ones required, the same kinds of value. This is
 * what keeps the types that authors write and the table that the validator reads from drifting apart.
 */
export type FieldsOf<Shape> = {
  readonly [Key in Exclude<keyof Shape, "tag">]-?: RuleFor<Shape[Key]> &
    (Shape extends Record<Key, unknown> ? { readonly required: true } : { readonly required?: never });
};
