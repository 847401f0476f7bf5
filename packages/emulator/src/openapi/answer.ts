import type { JsonObject } from "../json-object.ts";

/** What a call answers. Calls do not throw: a refusal is a value. */
export type ApiAnswer = JsonAnswer | BinaryAnswer | ApiRefusal;

/** A body of JSON, with HTTP status 200. */
export interface JsonAnswer {
  readonly kind: "json";
  readonly body: JsonObject;
}

/** A file. */
export interface BinaryAnswer {
  readonly kind: "binary";
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the platform says no with: `{ code, msg, error: { log_id, troubleshooter, ... } }`. */
export interface ApiRefusal {
  readonly kind: "refusal";
  /** HTTP status. */
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  /** What stands in `error` besides `log_id` and `troubleshooter`. */
  readonly details: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

/** `{ code: 0, msg, data }`; some pages document `msg` as "ok". */
export function success(data: JsonObject = {}, msg: "success" | "ok" = "success"): JsonAnswer {
  return { kind: "json", body: { code: 0, msg, data } };
}

/** What a refusal may have besides code and text. */
export interface RefusalParts {
  /** HTTP status. Default 400, which nearly all pages document. */
  readonly status?: number;
  readonly details?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refuse(code: number, msg: string, parts: RefusalParts = {}): ApiRefusal {
  return { kind: "refusal", status: 400, details: {}, headers: {}, ...parts, code, msg };
}
