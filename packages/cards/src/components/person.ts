import { PERSON_SIZES, type PersonSize } from "../enums/words.ts";
import type { ComponentRow } from "../rows/component.ts";
import type { FieldsOf } from "../rows/fields-of.ts";
import { element, flag, integer, list, object, oneOf, required, string } from "../rows/make-field.ts";
import { BASE_V2, type BaseV2 } from "./base.ts";
import { ICON_TAGS, type Icon } from "./icon.ts";

const PERSON_STYLES = ["normal", "capsule"] as const;

interface PersonShared {
  /** open_id, union_id or user_id. */
  user_id: string;
  /** Size of the avatar. Default: `medium`. */
  size?: PersonSize;
  /** Default: true. */
  show_avatar?: boolean;
  /** Default: false. */
  show_name?: boolean;
  /** Default: `normal`. */
  style?: (typeof PERSON_STYLES)[number];
}

/** A person, in a 2.0 card. */
export interface PersonV2 extends PersonShared, BaseV2 {
  tag: "person";
}

/** A person, in a 1.0 card. */
export interface PersonV1 extends PersonShared {
  tag: "person";
}

interface ListedPerson {
  /** open_id, union_id or user_id. */
  id: string;
}

interface PersonListShared {
  /** Who. */
  persons: readonly ListedPerson[];
  /** Whether unknown people are left out, instead of the card being refused. Default: false. */
  drop_invalid_user_id?: boolean;
  /** The most lines; not 0. */
  lines?: number;
  /** Default: true. */
  show_name?: boolean;
  /** Documented default: false. */
  show_avatar?: boolean;
  /** Size of the avatars. Default: `medium`. */
  size?: PersonSize;
  /** In front of the people. */
  icon?: Icon;
  /** The older name of `icon`; `icon` wins. */
  ud_icon?: Icon;
}

/** Several people, in a 2.0 card. */
export interface PersonListV2 extends PersonListShared, BaseV2 {
  tag: "person_list";
}

/** Several people, in a 1.0 card. */
export interface PersonListV1 extends PersonListShared {
  tag: "person_list";
}

const PERSON: FieldsOf<PersonShared> = {
  user_id: required(string({ format: "user" })),
  size: oneOf(PERSON_SIZES, { default: "medium" }),
  show_avatar: flag(true),
  show_name: flag(false),
  style: oneOf(PERSON_STYLES, { default: "normal" }),
};

const PERSON_LIST: FieldsOf<PersonListShared> = {
  persons: required(list(object({ id: required(string({ format: "user" })) } satisfies FieldsOf<ListedPerson>))),
  drop_invalid_user_id: flag(false),
  lines: integer({ min: 1 }),
  show_name: flag(true),
  show_avatar: flag(false),
  size: oneOf(PERSON_SIZES, { default: "medium" }),
  icon: element(...ICON_TAGS),
  ud_icon: element(...ICON_TAGS),
};

export const PERSON_V2: ComponentRow = {
  tag: "person",
  kind: "display",
  fields: { ...BASE_V2, ...PERSON } satisfies FieldsOf<PersonV2>,
  source: "Person",
};
export const PERSON_V1: ComponentRow = {
  tag: "person",
  kind: "display",
  fields: { ...PERSON } satisfies FieldsOf<PersonV1>,
  source: "Person",
};
export const PERSON_LIST_V2: ComponentRow = {
  tag: "person_list",
  kind: "display",
  fields: { ...BASE_V2, ...PERSON_LIST } satisfies FieldsOf<PersonListV2>,
  source: "Person list",
};
export const PERSON_LIST_V1: ComponentRow = {
  tag: "person_list",
  kind: "display",
  fields: { ...PERSON_LIST } satisfies FieldsOf<PersonListV1>,
  source: "Person list",
};
