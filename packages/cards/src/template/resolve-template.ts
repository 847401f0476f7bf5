import { isJsonObject, show } from "@larkwire/protocol";
import { fillPlaceholders, placeholderNames } from "./fill-placeholders.ts";
import { checkVariable, type VariableFault, type VariableType } from "./variable-types.ts";

/** One published version of a template. */
export interface CardTemplateVersion {
  /** Such as `"1.0.0"`. */
  readonly name: string;
  /** The card, with `${name}` where a variable stands. */
  readonly card: Readonly<Record<string, unknown>>;
  /** The type of each variable. Default: those in the card, and each takes a value of any type. */
  readonly variables?: Readonly<Record<string, VariableType>>;
}

/** A template of the card builder, as an emulator keeps it. */
export interface CardTemplate {
  /** `AAq…`, or `ctp_…` from the older builder. */
  readonly templateId: string;
  /** The published versions, the newest last. */
  readonly versions: readonly CardTemplateVersion[];
}

/** A reference to a template, as it stands in a message or an answer. */
export interface CardTemplateReference {
  readonly template_id?: unknown;
  /** Default: the newest version. */
  readonly template_version_name?: unknown;
  readonly template_variable?: unknown;
}

/** How to take variables that nobody documents. */
export interface ResolveTemplateOptions {
  /**
   * Whether a variable without a value, and a value without a variable, are refused with 200732. No document says so; it
   * finds misspelt names. Default false: they are left out and ignored.
   */
  readonly strict?: boolean | undefined;
}

/** The card that a template makes, or how the platform refuses. */
export type TemplateResult =
  | { readonly ok: true; readonly card: Record<string, unknown>; readonly version: string }
  | {
      readonly ok: false;
      /** 230099; in an answer to a callback 200673. */
      readonly code: number;
      /** 200380: no such template or version. 200732: a variable of the wrong type. 200737: in the wrong format. */
      readonly subCode: number;
      /** The platform's text. */
      readonly msg: string;
      /** The fault, its reason and the next step. */
      readonly reason: string;
    };

/**
 * The card that a template makes with the given variables. Source: "Configure card variables" for the types, "Send
 * message" for the codes. The placeholder syntax `${name}` is ours: the builder's own is not documented. A variable that
 * is not given is left out; one that the template does not have is ignored. Never throws.
 *
 * @param template the one with this id; `undefined`: there is none
 */
export function resolveTemplate(
  template: CardTemplate | undefined,
  reference: CardTemplateReference,
  { strict = false }: ResolveTemplateOptions = {},
): TemplateResult {
  const { template_id: id, template_version_name: wanted } = reference;
  const version =
    wanted === undefined || wanted === null || wanted === ""
      ? template?.versions.at(-1)
      : template?.versions.find(({ name }) => name === wanted);
  if (version === undefined) return noTemplate(id, template === undefined ? undefined : wanted);
  const given = isJsonObject(reference.template_variable) ? reference.template_variable : {};
  const types = typesOf(version);
  const values = new Map<string, unknown>();
  for (const [name, type] of types) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) {
      if (strict) return missingVariable(name, type);
      continue;
    }
    const fault = type === undefined ? undefined : checkVariable(type, value);
    if (fault !== undefined) return badVariable(name, fault);
    values.set(name, value);
  }
  const unknown = strict ? Object.keys(given).find((name) => !types.has(name)) : undefined;
  if (unknown !== undefined) return unknownVariable(unknown, [...types.keys()]);
  const card = fillPlaceholders(version.card, values);
  return { ok: true, card: isJsonObject(card) ? card : {}, version: version.name };
}

/** The variables and their types; `undefined` for those of any type. */
function typesOf({ variables, card }: CardTemplateVersion): ReadonlyMap<string, VariableType | undefined> {
  if (variables !== undefined) return new Map(Object.entries(variables));
  return new Map(placeholderNames(card).map((name) => [name, undefined]));
}

const WRONG_TYPE =
  "the actual type of the variable is inconsistent with the specified type in the template. Please check the type of the variable";

function missingVariable(name: string, type: VariableType | undefined): TemplateResult {
  const value = `${name}, specifiedType: ${type ?? "any"}, actualType: null`;
  return refusal(200_732, WRONG_TYPE, value, `The variable "${name}" has no value. Give it one in template_variable.`);
}

function unknownVariable(name: string, known: readonly string[]): TemplateResult {
  const reason = `The template has no variable "${name}". It has: ${known.join(", ") || "none"}.`;
  return refusal(200_732, WRONG_TYPE, `${name}, specifiedType: null`, reason);
}

function refusal(subCode: number, errMsg: string, errorValue: string, reason: string): TemplateResult {
  const msg = `Failed to create card content, ext=ErrCode: ${subCode}; ErrMsg: ${errMsg}; ErrorValue: ${errorValue}; `;
  return { ok: false, code: 230_099, subCode, msg, reason };
}

function noTemplate(id: unknown, wanted: unknown): TemplateResult {
  const errMsg = "template does not exist, please confirm whether this template has been released";
  const what =
    wanted === undefined ? `No template has the id ${show(id)}` : `The template has no version ${show(wanted)}`;
  return refusal(200_380, errMsg, `templateID: ${String(id)}`, `${what}. Publish it, or name another.`);
}

function badVariable(name: string, { kind, specified, actual }: VariableFault): TemplateResult {
  const shown = actual.length > 40 ? `${actual.slice(0, 40)}…` : actual;
  const reason = `The variable "${name}" is ${shown}, but ${specified} is expected. Change the value, or the variable's type.`;
  if (kind === "type") {
    return refusal(200_732, WRONG_TYPE, `${name}, specifiedType: ${specified}, actualType: ${actual}`, reason);
  }
  const errMsg = "the format of the variable is incorrect. Please check the format of the variable";
  return refusal(200_737, errMsg, `varName: ${name}, specifiedFormat: ${specified}, actualFormat: ${shown}`, reason);
}
