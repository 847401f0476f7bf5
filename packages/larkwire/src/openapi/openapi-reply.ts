import type { PlatformReply } from "../network/platform-request.ts";

/** A reply of the REST API, read: `code` 0 is success. */
export interface OpenApiReply {
  readonly httpStatus: number;
  readonly code: number;
  readonly msg: string;
  /** The whole body: most calls have their result in `data`, a few beside `code`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly logId: string | undefined;
  /** How long to wait before the next request, when the platform says so, milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** `undefined` for what is no reply of the platform: no JSON object, or one without a numeric `code`. */
export function readOpenApiReply({ status, headers, body: text }: PlatformReply): OpenApiReply | undefined {
  const body = parseObject(text);
  if (typeof body?.code !== "number") return undefined;
  return {
    httpStatus: status,
    code: body.code,
    msg: typeof body.msg === "string" ? body.msg : "",
    body,
    logId: header(headers["x-tt-logid"]) ?? logIdIn(body.error),
    retryAfterMs: seconds(headers["x-ogw-ratelimit-reset"]) ?? seconds(headers["retry-after"]),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Many APIs repeat the log id inside `error`. */
function logIdIn(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("log_id" in error)) return undefined;
  return typeof error.log_id === "string" ? error.log_id : undefined;
}

function seconds(value: string | string[] | undefined): number | undefined {
  const text = header(value) ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
