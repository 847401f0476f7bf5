import { readBytes } from "../../http/read-text.ts";
import type { JsonObject } from "../../json-object.ts";
import { type ApiRefusal, refuse } from "../answer.ts";
import type { ApiRoute } from "../route.ts";
import { badRequest } from "./check-fields.ts";
import { parseJsonObject } from "./parse-json.ts";

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
  { body: kind, notJson }: Pick<ApiRoute, "body" | "notJson">,
  maxBytes: number,
): Promise<ReadBody | ApiRefusal> {
  if (kind === "none") return NOTHING;
  const bytes = await readBytes(request, kind === "form" ? Math.max(MAX_FORM_BYTES, maxBytes) : maxBytes);
  if (bytes === undefined) return tooLarge();
  return kind === "form"
    ? readForm(bytes, request.headers.get("content-type") ?? "")
    : (readJson(bytes) ?? refuseJson(notJson));
}

/** An empty body counts as `{}`. */
function readJson(bytes: Uint8Array): ReadBody | undefined {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return NOTHING;
  const body = parseJsonObject(text);
  return body === undefined ? undefined : { ...NOTHING, body };
}

function refuseJson(notJson: ApiRoute["notJson"]): ApiRefusal {
  return notJson === undefined ? badRequest() : refuse(...notJson);
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<ReadBody | ApiRefusal> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    return badRequest();
  }
  const texts: [string, string][] = [];
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, value] of form) {
    if (typeof value === "string") texts.push([name, value]);
    else files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { kind: "body", body: Object.fromEntries(texts), files };
}

/** What the platform answers to a body that is too long is not documented. */
function tooLarge(): ApiRefusal {
  return refuse(9_499, "Bad Request: the body is too long for this emulator", { status: 413 });
}
