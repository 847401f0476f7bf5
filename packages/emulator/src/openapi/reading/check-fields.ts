import { isJsonObject, type JsonObject } from "../../json-object.ts";
import { type ApiRefusal, refuse } from "../answer.ts";

/** What one member of a body, or one parameter of a query, has to be. */
export type FieldRule = TextRule | WholeNumberRule | FlagRule | ListRule | ObjectRule;

interface Presence {
  readonly required?: true;
}
/** Lengths in characters. */
interface TextRule extends Presence {
  readonly type: "text";
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
}
interface WholeNumberRule extends Presence {
  readonly type: "whole number";
  readonly min: number;
  readonly max: number;
}
interface FlagRule extends Presence {
  readonly type: "flag";
}
/** A list of texts. */
interface ListRule extends Presence {
  readonly type: "texts";
  readonly min?: number;
  readonly max: number;
}
interface ObjectRule extends Presence {
  readonly type: "object";
  readonly fields?: FieldRules;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

interface Violation {
  readonly field: string;
  readonly value: string;
  readonly description: string;
}

const FIELD_VALIDATION_FAILED = 99_992_402;
const BAD_REQUEST = 9_499;

/**
 * Why `given` breaks `rules`, as the gateway says it: 9499 for a wrong type, 99992402 with `field_violations` for what
 * is missing, too long, too short or no option. Source: general error codes; texts as observed.
 */
export function checkFields(given: JsonObject, rules: FieldRules): ApiRefusal | undefined {
  const mistyped = findMistyped(given, rules, "");
  if (mistyped !== undefined) return wrongType(mistyped.field, mistyped.value);
  const violations = findViolations(given, rules, "");
  if (violations.length === 0) return undefined;
  return refuse(FIELD_VALIDATION_FAILED, "field validation failed", { details: { field_violations: violations } });
}

/** A body that is no JSON object. Source: general error codes; text as observed. */
export function badRequest(): ApiRefusal {
  return refuse(BAD_REQUEST, "Bad Request");
}

function wrongType(field: string, value: unknown): ApiRefusal {
  const shown = abbreviate(JSON.stringify(value) ?? "");
  return refuse(
    BAD_REQUEST,
    `Invalid parameter type in json: ${field}. Invalid parameter value: ${shown}. Please check and modify accordingly.`,
  );
}

function findMistyped(
  given: JsonObject,
  rules: FieldRules,
  prefix: string,
): { field: string; value: unknown } | undefined {
  for (const [name, rule] of Object.entries(rules)) {
    const value = member(given, name);
    if (value === undefined) continue;
    if (!isOfType(value, rule)) return { field: `${prefix}${name}`, value };
    if (rule.type !== "object" || rule.fields === undefined) continue;
    const inner = findMistyped(value as JsonObject, rule.fields, `${prefix}${name}.`);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isOfType(value: unknown, { type }: FieldRule): boolean {
  if (type === "text") return typeof value === "string";
  if (type === "whole number") return Number.isInteger(value);
  if (type === "flag") return typeof value === "boolean";
  if (type === "texts") return Array.isArray(value) && value.every((item) => typeof item === "string");
  return isJsonObject(value);
}

function findViolations(given: JsonObject, rules: FieldRules, prefix: string): Violation[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const field = `${prefix}${name}`;
    const value = member(given, name);
    if (value === undefined) return rule.required ? [violation(field, "", `${name} is required`)] : [];
    if (rule.type === "object") return findViolations(value as JsonObject, rule.fields ?? {}, `${field}.`);
    const description = faultOf(value, rule);
    return description === undefined ? [] : [violation(field, value, description)];
  });
}

function faultOf(value: unknown, rule: Exclude<FieldRule, ObjectRule>): string | undefined {
  if (rule.type === "flag") return undefined;
  const size = rule.type === "whole number" ? (value as number) : (value as string | unknown[]).length;
  const what = rule.type === "whole number" ? "value" : "len";
  const min = rule.min ?? (rule.required ? 1 : 0);
  if (size < min) return `the min ${what} is ${min}`;
  if (rule.max !== undefined && size > rule.max) return `the max ${what} is ${rule.max}`;
  if (rule.type === "text" && rule.oneOf?.includes(value as string) === false)
    return `options: [${rule.oneOf.join(",")}]`;
  return undefined;
}

function violation(field: string, value: unknown, description: string): Violation {
  return { field, value: abbreviate(typeof value === "string" ? value : (JSON.stringify(value) ?? "")), description };
}

/** `null` counts as missing; what every object has by itself is not given. */
function member(given: JsonObject, name: string): unknown {
  return (Object.hasOwn(given, name) ? given[name] : undefined) ?? undefined;
}

function abbreviate(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
