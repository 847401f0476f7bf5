import type { ApiAnswer, ApiRefusal } from "./answer.ts";

/** The header that names the log id of every answer. Source: the samples of many pages. */
const LOG_ID_HEADER = "X-Tt-Logid";

/** The HTTP answer. `logId` goes into the header, and into the body of a refusal. */
export function respond(answer: ApiAnswer, logId: string): Response {
  const headers = { [LOG_ID_HEADER]: logId };
  if (answer.kind === "json") return Response.json(answer.body, { headers });
  if (answer.kind === "binary") {
    return new Response(answer.bytes, { headers: { ...headers, "content-type": answer.contentType } });
  }
  const { status } = answer;
  return Response.json(refusalBody(answer, logId), { status, headers: { ...headers, ...answer.headers } });
}

function refusalBody({ code, msg, details }: ApiRefusal, logId: string): object {
  const search = `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`;
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): ${search}`;
  return { code, msg, error: { ...details, log_id: logId, troubleshooter } };
}
