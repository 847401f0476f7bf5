import type { Context } from "hono";
import type { FormFields } from "../chat/interaction/form.ts";
import { AdminError } from "../errors.ts";
import { readText } from "../http/read-text.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

/**
 * The body of a request as a JSON object without unknown keys; an empty body is `{}`.
 *
 * @throws AdminError `bad_request`, `body_too_large`
 */
export async function readBody(context: Context, keys: readonly string[], maxBytes: number): Promise<JsonObject> {
  const body = await readObject(context, maxBytes);
  const unknown = Object.keys(body).find((key) => !keys.includes(key));
  if (unknown === undefined) return body;
  throw bad(`The body has the key "${unknown}", which is not known here. Known are: ${keys.join(", ")}.`);
}

/**
 * The body of a request as a JSON object; an empty body is `{}`.
 *
 * @throws AdminError `bad_request`, `body_too_large`
 */
export async function readObject(context: Context, maxBytes: number): Promise<JsonObject> {
  const text = await readText(context.req.raw, maxBytes);
  if (text === undefined) {
    throw new AdminError(
      "body_too_large",
      `The body has more than ${maxBytes} bytes. Send less, or start the emulator with a larger maxAdminBodyBytes.`,
    );
  }
  return text.trim() === "" ? {} : parse(text);
}

/** @throws AdminError `bad_request` when `body[key]` is no text, or empty */
export function requiredString(body: JsonObject, key: string): string {
  const value = body[key];
  if (typeof value === "string" && value !== "") return value;
  throw bad(`The body needs "${key}", a string that is not empty.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and no text */
export function optionalString(body: JsonObject, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === "string") return value;
  throw bad(`"${key}" has to be a string, or left out.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and not a list of texts */
export function optionalStrings(body: JsonObject, key: string): string[] | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw bad(`"${key}" has to be an array of strings, or left out.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and not one of `choices` */
export function optionalChoice<T extends string>(body: JsonObject, key: string, choices: readonly T[]): T | undefined {
  const value = body[key];
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice !== undefined) return choice;
  throw bad(`"${key}" has to be one of ${choices.join(", ")}, or left out.`);
}

/** @throws AdminError `bad_request` when `body[key]` is not one of `choices` */
export function requiredChoice<T extends string>(body: JsonObject, key: string, choices: readonly T[]): T {
  const choice = optionalChoice(body, key, choices);
  if (choice !== undefined) return choice;
  throw bad(`The body needs "${key}", one of ${choices.join(", ")}.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and no number */
export function optionalNumber(body: JsonObject, key: string): number | undefined {
  const value = body[key];
  if (value === undefined || typeof value === "number") return value;
  throw bad(`"${key}" has to be a number, or left out.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and neither true nor false */
export function optionalBoolean(body: JsonObject, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || typeof value === "boolean") return value;
  throw bad(`"${key}" has to be true or false, or left out.`);
}

/** @throws AdminError `bad_request` when `body[key]` is there and no object */
export function optionalObject(body: JsonObject, key: string): JsonObject | undefined {
  return body[key] === undefined ? undefined : requiredObject(body, key);
}

/** @throws AdminError `bad_request` when `body[key]` is no object */
export function requiredObject(body: JsonObject, key: string): JsonObject {
  const value = body[key];
  if (isJsonObject(value)) return value;
  throw bad(`The body needs "${key}", an object.`);
}

/** @throws AdminError `bad_request` when a value is not what a person can fill in */
export function formFields(form: JsonObject): FormFields {
  for (const [name, value] of Object.entries(form)) {
    const texts = Array.isArray(value) && value.every((item) => typeof item === "string");
    if (typeof value === "string" || typeof value === "boolean" || texts) continue;
    throw bad(`The form field "${name}" has to be a string, an array of strings, true or false.`);
  }
  return form as FormFields;
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("The body is not JSON. Send a JSON object.");
  }
  if (isJsonObject(value)) return value;
  throw bad("The body is JSON, but no object. Send a JSON object.");
}

function bad(message: string): AdminError {
  return new AdminError("bad_request", message);
}
