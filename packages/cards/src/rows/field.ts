import type { CardRule } from "../card-rule.ts";

/** What every kind of field may have. */
interface FieldBase {
  /** The rule that is broken when the value is missing, empty or of the wrong type, where it is not the general one. */
  readonly rule?: CardRule;
}

/** What a string holds beyond being a string. */
export type StringFormat =
  /** Shown to people. */
  | "text"
  /** An address that a client opens. */
  | "url"
  /** `yyyy-MM-dd` */
  | "date"
  /** `HH:mm` */
  | "time"
  /** `yyyy-MM-dd HH:mm` */
  | "datetime"
  /** Letters, digits and underscores, a letter first, at most 20. */
  | "element_id"
  /** A token of the icon library. */
  | "icon"
  /** An rgba colour, as custom colours are written. */
  | "rgba"
  /** The id of a person. */
  | "user"
  /** The key of an uploaded image. */
  | "image";

/** A string of any content. */
export interface StringField extends FieldBase {
  readonly kind: "string";
  readonly format?: StringFormat;
  /** Code points. */
  readonly maxLength?: number;
  /** Whether `""` is as bad as no string at all. */
  readonly notEmpty?: true;
  readonly default?: string;
}

/** One of a list of words. */
export interface EnumField<Value extends string = string> extends FieldBase {
  readonly kind: "enum";
  readonly values: readonly Value[];
  /** Whether another word is shown as the default instead of being refused. */
  readonly open?: true;
  /** Whether names from `config.style.text_size` may be used as well. */
  readonly customTextSize?: true;
  readonly default?: Value;
}

/** `true` or `false`. */
export interface BooleanField extends FieldBase {
  readonly kind: "boolean";
  readonly default?: boolean;
}

/** A number, both bounds included. */
export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly integer?: true;
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}

/** A length such as `"20px"` or `"50%"`, or a word; both bounds included, `null` for no bound. */
export interface SizeField extends FieldBase {
  readonly kind: "size";
  readonly names?: readonly string[];
  readonly px?: readonly [min: number, max: number | null];
  readonly percent?: readonly [min: number, max: number];
  /** How many lengths may stand side by side, separated by blanks: `[1, 2, 4]` for a margin. Default: one. */
  readonly counts?: readonly number[];
  readonly default?: string;
}

/** The name of a colour. */
export interface ColorField extends FieldBase {
  readonly kind: "color";
  /** Words that are taken beside the names of colours: `"default"`, `"transparent"`, `"laser"`. */
  readonly names?: readonly string[];
  readonly default?: string;
}

/** An object with a `tag`. */
export interface ElementField extends FieldBase {
  readonly kind: "element";
  /** The tags that may stand here; those without a row in the dialect's table are refused with them. */
  readonly tags: readonly string[];
  /** The most characters its `content` may have, in code points. */
  readonly maxText?: number;
}

/** An array. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly of: Field;
  readonly min?: number;
  readonly max?: number;
  /** Whether a client leaves out what is beyond `max`, instead of the platform refusing the card. */
  readonly surplusHidden?: true;
}

/** An object without a `tag`. */
export interface ObjectField extends FieldBase {
  readonly kind: "object";
  readonly fields: FieldTable;
  /** The names of those that are `required`. */
  readonly needed: readonly string[];
  /** Whether other keys are free: data that the card only carries. */
  readonly open?: true;
  /** What it is, where its members depend on each other. */
  readonly shape?: "link";
  /** Which members are required besides, by the value of the member `by`. */
  readonly variants?: { readonly by: string; readonly required: Readonly<Record<string, readonly string[]>> };
}

/** An object whose keys are the author's, or names of languages. */
export interface MapField extends FieldBase {
  readonly kind: "map";
  readonly keys: "locale" | "name";
  readonly of: Field;
}

/** The first rule that fits the value's JSON type. */
export interface EitherField extends FieldBase {
  readonly kind: "either";
  readonly of: readonly Field[];
}

/** What a value has to be. */
export type Rule =
  | StringField
  | EnumField
  | BooleanField
  | NumberField
  | SizeField
  | ColorField
  | ElementField
  | ListField
  | ObjectField
  | MapField
  | EitherField;

/** One property of a component: what it has to be, and whether it has to be there. */
export type Field = Rule & { readonly required?: true };

/** Properties by name. */
export type FieldTable = Readonly<Record<string, Field>>;
