import { isJsonObject, type JsonObject } from "@larkwire/protocol";

/** The types of template variables in the current card builder. Source: "Configure card variables". */
export const VARIABLE_TYPES = [
  "text",
  "integer",
  "boolean",
  "image",
  "image_array",
  "date",
  "time",
  "datetime",
  "url",
  "button_array",
  "option_array",
  "object_array",
  "object",
  "person",
  "person_array",
  "table_row_array",
  "chart",
] as const;

/** One of {@link VARIABLE_TYPES}. */
export type VariableType = (typeof VARIABLE_TYPES)[number];

/** A value that does not fit its variable: of another type, or of the right type in another format. */
export type VariableFault =
  | { readonly kind: "type"; readonly specified: string; readonly actual: string }
  | { readonly kind: "format"; readonly specified: string; readonly actual: string };

type Check = (value: unknown) => VariableFault | undefined;

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const LINK_KEYS = ["url", "pc_url", "android_url", "ios_url"] as const;

const CHECKS: Readonly<Record<VariableType, Check>> = {
  text: typed("string"),
  integer: integer,
  boolean: typed("boolean"),
  image: objectWith(["img_key"]),
  image_array: arrayOf(objectWith(["img_key"])),
  date: formatted(new RegExp(`^${DATE}$`), "yyyy-MM-dd"),
  time: formatted(new RegExp(`^${TIME}$`), "HH:mm"),
  datetime: formatted(new RegExp(`^${DATE} ${TIME}$`), "yyyy-MM-dd HH:mm"),
  url: link,
  button_array: arrayOf(objectWith(["text"])),
  option_array: arrayOf(objectWith(["text", "value"])),
  object_array: arrayOf(objectWith([])),
  object: objectWith([]),
  person: objectWith(["id"]),
  person_array: arrayOf(objectWith(["id"])),
  table_row_array: arrayOf(objectWith([])),
  chart: objectWith([]),
};

/** What is wrong with a variable's value; `undefined`: nothing. */
export function checkVariable(type: VariableType, value: unknown): VariableFault | undefined {
  return CHECKS[type](value);
}

function typed(specified: "string" | "boolean"): Check {
  return (value) => (typeof value === specified ? undefined : wrongType(specified, value));
}

/** A whole number, or text of digits. */
function integer(value: unknown): VariableFault | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? undefined : wrongFormat("integer", value);
  if (typeof value !== "string") return wrongType("integer", value);
  return /^-?\d+$/.test(value) ? undefined : wrongFormat("integer", value);
}

function formatted(pattern: RegExp, format: string): Check {
  return (value) => {
    if (typeof value !== "string") return wrongType("string", value);
    return pattern.test(value) ? undefined : wrongFormat(format, value);
  };
}

function objectWith(keys: readonly string[]): Check {
  return (value) => {
    if (!isJsonObject(value)) return wrongType("object", value);
    const missing = keys.find((key) => typeof value[key] !== "string");
    return missing === undefined ? undefined : wrongFormat(`object with ${missing}`, withoutKey(value));
  };
}

function arrayOf(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return wrongType("array", value);
    for (const one of value) {
      const fault = item(one);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function link(value: unknown): VariableFault | undefined {
  if (!isJsonObject(value)) return wrongType("object", value);
  const wrong = LINK_KEYS.find(
    (key) => value[key] !== undefined && value[key] !== null && typeof value[key] !== "string",
  );
  return wrong === undefined ? undefined : wrongFormat(`object with ${wrong}`, withoutKey(value));
}

function withoutKey(value: JsonObject): string {
  return `object with ${Object.keys(value).join(", ") || "nothing"}`;
}

function wrongType(specified: string, value: unknown): VariableFault {
  const actual = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return { kind: "type", specified, actual };
}

function wrongFormat(specified: string, value: unknown): VariableFault {
  return { kind: "format", specified, actual: String(value) };
}
