import type { CardRule } from "../card-rule.ts";

/** What a profile makes of a broken rule. */
type Severity = "error" | "warning";

/** All that is known of one rule. */
export interface CardRuleInfo {
  /** The code when the card is sent, 230099 for most; for `at: "click"` the code that the clicker sees; 0 for advice. */
  readonly code: number;
  /** The code inside a 230099. */
  readonly subCode?: number;
  /** The code of CardKit, where another one is documented. */
  readonly cardKitCode?: number;
  /** How sure the code is: stated by the platform, seen by third parties, or our reading of silent sources. */
  readonly grade: "documented" | "observed" | "inferred";
  /** What the profile `strict` makes of it. */
  readonly strict: Severity;
  /** What the profile `lenient` makes of it. */
  readonly lenient: Severity;
  /** Only a warning in 1.0, whatever the profile. */
  readonly warningInV1?: true;
  /** Met only when somebody clicks; the card itself is taken. */
  readonly at?: "click";
  /** `ErrMsg` of the platform's error text. */
  readonly errMsg: string;
  /** The page that states it. Default: the page of the component. */
  readonly source?: string;
}

type Rest = Pick<CardRuleInfo, "grade"> & Partial<CardRuleInfo>;

const STRUCTURE = "Card JSON 2.0 structure";
const SEND = "Send message, list of errors";
const CHANGES = "Card JSON 2.0 release notes";
const FORM = "Form container";
const INTERACTIONS = "Configuring card interactions";

/** A fault that the platform finds while it parses the card. */
function parse(rest: Rest): CardRuleInfo {
  const errMsg = "parse card json err, please check whether the card json is correct";
  return { code: 230_099, subCode: 200_621, strict: "error", lenient: "error", errMsg, ...rest };
}

/** A fault with a message of its own; 11310 is the sub-code of whatever has none. */
function refused(errMsg: string, rest: Rest): CardRuleInfo {
  return { code: 230_099, subCode: 11_310, strict: "error", lenient: "error", errMsg, ...rest };
}

/** Something that is shown otherwise than it is written, or that is not advised. */
function advice(source?: string): CardRuleInfo {
  const info: CardRuleInfo = { code: 0, grade: "documented", strict: "warning", lenient: "warning", errMsg: "" };
  return source === undefined ? info : { ...info, source };
}

const TOO_MANY = "element exceeds the limit";
const NOT_SUPPORTED = "type of element is not supported";
const ID_FORMAT =
  "elementID format error. Only alphabets, numbers, and underscores are allowed. It must start with an alphabet and not exceed 20 characters.";

/** Every rule: severity by profile, the platform's codes, and how sure they are. */
export const CARD_RULES: Readonly<Record<CardRule, CardRuleInfo>> = {
  not_json: {
    code: 230_001,
    grade: "documented",
    strict: "error",
    lenient: "error",
    errMsg: "content is not a string in json format",
    source: SEND,
  },
  not_a_card: parse({ grade: "inferred", source: STRUCTURE }),
  card_too_long: {
    code: 230_025,
    cardKitCode: 200_860,
    grade: "documented",
    strict: "error",
    lenient: "error",
    errMsg: "The length of the message content reaches its limit.",
    source: SEND,
  },
  wrapped_card: parse({ grade: "observed", source: "observed: an unknown property" }),
  unknown_schema: parse({ grade: "inferred", source: STRUCTURE }),
  template_reference: refused("template does not exist, please confirm whether this template has been released", {
    subCode: 200_380,
    grade: "inferred",
    source: SEND,
  }),
  entity_reference: refused("cardid is invalid", { grade: "observed", source: "observed" }),

  unknown_property: parse({ grade: "documented", warningInV1: true, source: CHANGES }),
  missing_property: parse({ grade: "inferred", lenient: "warning" }),
  wrong_type: parse({ grade: "observed" }),
  wrong_value: parse({ grade: "inferred", lenient: "warning" }),
  out_of_range: parse({ grade: "inferred", lenient: "warning" }),
  raw_color: refused("invalid color", { grade: "observed", source: "observed; Enumerations for colors" }),
  unknown_color: advice("Enumerations for colors"),
  unknown_icon: advice("Enumerations for icons"),
  unknown_text_size: advice("Rich text"),
  unknown_locale: advice("Configure multi-language content"),
  text_too_long: refused(TOO_MANY, { grade: "inferred", lenient: "warning" }),
  element_too_long: refused(TOO_MANY, {
    grade: "observed",
    lenient: "warning",
    source: "comments in the official channel SDK",
  }),
  too_many_items: parse({ grade: "inferred", lenient: "warning" }),
  surplus_hidden: advice(),

  missing_tag: parse({ grade: "inferred" }),
  default_tag: advice(),
  unknown_tag: parse({ errMsg: NOT_SUPPORTED, grade: "observed", source: "observed" }),
  removed_tag: refused("cards of schema V2 no longer support this capability", {
    subCode: 200_861,
    grade: "documented",
    source: CHANGES,
  }),
  wrong_place: parse({ errMsg: NOT_SUPPORTED, grade: "observed" }),
  too_deep: refused(TOO_MANY, { grade: "inferred", lenient: "warning" }),
  too_many_elements: refused(TOO_MANY, { cardKitCode: 300_305, grade: "documented", source: STRUCTURE }),
  too_many_tables: refused("card table number over limit", { grade: "observed", source: "Table; observed" }),
  too_many_markdown_tables: refused("card table number over limit", { grade: "inferred", lenient: "warning" }),
  too_many_charts: advice(),
  outside_action: advice("Button, in 1.0"),
  nothing_to_show: advice(),

  element_id_format: refused(ID_FORMAT, {
    subCode: 300_301,
    cardKitCode: 300_301,
    grade: "observed",
    source: STRUCTURE,
  }),
  element_id_duplicate: refused("Duplicate element_id in card component.", {
    subCode: 300_301,
    cardKitCode: 300_301,
    grade: "documented",
    source: "CardKit, list of errors",
  }),

  form_name_missing: refused("form's name is required and can not be empty string", {
    grade: "observed",
    source: FORM,
  }),
  name_missing: {
    code: 200_530,
    grade: "documented",
    strict: "error",
    lenient: "error",
    at: "click",
    errMsg: "name is empty",
    source: "Card callback, list of errors",
  },
  name_duplicate: refused("name duplicate", { grade: "observed", source: FORM }),
  form_without_submit: refused("form has no submit button", { grade: "inferred", lenient: "warning", source: FORM }),
  form_only: parse({ grade: "inferred" }),
  required_outside_form: advice(),
  form_action_outside_form: advice(FORM),

  url_scheme: refused("url scheme is not on the allow list", { grade: "inferred", source: INTERACTIONS }),
  value_not_object: advice(INTERACTIONS),
  link_conflict: advice(),
  link_incomplete: advice("Card JSON structure"),
  duplicate_option: refused("option value duplicate", { grade: "inferred", lenient: "warning" }),
  unknown_initial_option: advice(),
  placeholder_missing: parse({ grade: "inferred", lenient: "warning" }),

  update_multi_false: refused("update_multi property is false", {
    subCode: 300_302,
    cardKitCode: 300_302,
    grade: "inferred",
    source: STRUCTURE,
  }),
  audio_forward: refused("audio elem don't support forward", {
    subCode: 300_220,
    grade: "documented",
    source: SEND,
  }),
  audio_duplicate: refused("duplicate audio id", { subCode: 300_230, grade: "documented", source: SEND }),
  chart_spec: refused("chart spec is invalid", { subCode: 200_550, grade: "documented", source: SEND }),
  table_row: refused("table rows is invalid", { subCode: 200_914, grade: "observed" }),
  table_row_name: refused("table rows name is invalid", { subCode: 200_915, grade: "observed", lenient: "warning" }),
  unknown_user: refused("There is an invalid user resource(at/person) in your card", {
    subCode: 100_290,
    grade: "documented",
    source: SEND,
  }),
  unknown_image: refused("card contains invalid image keys", {
    subCode: 200_570,
    grade: "documented",
    source: SEND,
  }),
};
