import type { HttpBindings } from "@hono/node-server";
import { isBodiless } from "../http/is-bodiless.ts";
import type { ApiAnswer, ApiRefusal } from "./answer.ts";

/** The header that names the log id of every answer. Source: the samples of many pages. */
const LOG_ID_HEADER = "X-Tt-Logid";

/**
 * The HTTP answer. `logId` goes into the header, and into the body of a refusal. The header is set on Node's own
 * response, which keeps its capitals: the official Python SDK looks for it by exactly these letters.
 */
export function respond(answer: ApiAnswer, logId: string, outgoing: HttpBindings["outgoing"]): Response {
  outgoing.setHeader(LOG_ID_HEADER, logId);
  if (answer.kind === "json") return Response.json(answer.body);
  if (answer.kind === "binary") return new Response(answer.bytes, { headers: { "content-type": answer.contentType } });
  const { status, headers } = answer;
  // Only a fault on demand has such a status.
  if (isBodiless(status)) return new Response(null, { status, headers });
  return Response.json(refusalBody(answer, logId), { status, headers });
}

function refusalBody({ code, msg, details }: ApiRefusal, logId: string): object {
  const search = `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`;
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): ${search}`;
  return { code, msg, error: { ...details, log_id: logId, troubleshooter } };
}
