import { readBytes } from "../../http/read-text.ts";
import type { JsonObject } from "../../json-object.ts";
import { type ApiRefusal, refuse } from "../answer.ts";
import type { ApiRoute } from "../route.ts";
import { badRequest } from "./check-fields.ts";
import { parseJsonObject } from "./parse-json.ts";
import { type FormPart, readForm } from "./read-form.ts";

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** A body, read. */
export interface ReadBody {
  readonly kind: "body";
  readonly body: JsonObject;
  readonly files: Files;
}

const NOTHING: ReadBody = { kind: "body", body: {}, files: new Map() };

/** Longest form: a picture of 10 MB, which is the documented limit, and its fields. */
const MAX_FORM_BYTES = 10 * 1024 * 1024 + 64 * 1024;

/** The body of a request, at most `maxBytes` long; what the route does not read is not waited for. */
export async function readBody(
  request: Request,
  { body: kind, notJson, files = [] }: Pick<ApiRoute, "body" | "notJson" | "files">,
  maxBytes: number,
): Promise<ReadBody | ApiRefusal> {
  if (kind === "none") return NOTHING;
  const bytes = await readBytes(request, kind === "form" ? Math.max(MAX_FORM_BYTES, maxBytes) : maxBytes);
  if (bytes === undefined) return tooLarge();
  return kind === "form"
    ? formBody(bytes, request.headers.get("content-type") ?? "", files)
    : (readJson(bytes) ?? refuseJson(notJson));
}

/** An empty body counts as `{}`. */
function readJson(bytes: Uint8Array): ReadBody | undefined {
  const text = textOf(bytes);
  if (text.trim() === "") return NOTHING;
  const body = parseJsonObject(text);
  return body === undefined ? undefined : { ...NOTHING, body };
}

function refuseJson(notJson: ApiRoute["notJson"]): ApiRefusal {
  return notJson === undefined ? badRequest() : refuse(...notJson);
}

function formBody(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  fileNames: readonly string[],
): ReadBody | ApiRefusal {
  const parts = readForm(bytes, contentType);
  if (parts === undefined) return badRequest();
  const isFile = ({ name }: FormPart): boolean => fileNames.includes(name);
  const texts = parts.filter((part) => !isFile(part)).map((part) => [part.name, textOf(part.bytes)] as const);
  const files = parts.filter(isFile).map((part) => [part.name, part.bytes] as const);
  return { kind: "body", body: Object.fromEntries(texts), files: new Map(files) };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** What the platform answers to a body that is too long is not documented. */
function tooLarge(): ApiRefusal {
  return refuse(9_499, "Bad Request: the body is too long for this emulator", {
    status: 413,
    headers: { connection: "close" },
  });
}
