import { isJsonObject, show } from "@larkwire/protocol";
import { fillPlaceholders } from "./fill-placeholders.ts";
import { checkVariable, type VariableFault, type VariableType } from "./variable-types.ts";

/** One published version of a template. */
export interface CardTemplateVersion {
  /** Such as `"1.0.0"`. */
  readonly name: string;
  /** The card, with `${name}` where a variable stands. */
  readonly card: Readonly<Record<string, unknown>>;
  /** The type of each variable. Default: none. */
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
export function resolveTemplate(template: CardTemplate | undefined, reference: CardTemplateReference): TemplateResult {
  const { template_id: id, template_version_name: wanted } = reference;
  const version =
    wanted === undefined || wanted === null || wanted === ""
      ? template?.versions.at(-1)
      : template?.versions.find(({ name }) => name === wanted);
  if (version === undefined) return noTemplate(id, template === undefined ? undefined : wanted);
  const given = isJsonObject(reference.template_variable) ? reference.template_variable : {};
  const values = new Map<string, unknown>();
  for (const [name, type] of Object.entries(version.variables ?? {})) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) continue;
    const fault = checkVariable(type, value);
    if (fault !== undefined) return badVariable(name, fault);
    values.set(name, value);
  }
  const card = fillPlaceholders(version.card, values);
  return { ok: true, card: isJsonObject(card) ? card : {}, version: version.name };
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
    const errMsg =
      "the actual type of the variable is inconsistent with the specified type in the template. Please check the type of the variable";
    return refusal(200_732, errMsg, `${name}, specifiedType: ${specified}, actualType: ${actual}`, reason);
  }
  const errMsg = "the format of the variable is incorrect. Please check the format of the variable";
  return refusal(200_737, errMsg, `varName: ${name}, specifiedFormat: ${specified}, actualFormat: ${shown}`, reason);
}
