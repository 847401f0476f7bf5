import { CLIENT_CODE } from "@larkwire/protocol";
import type { PostFault, PostResult } from "../../webhook/post-result.ts";
import type { WebhookRequest } from "../../webhook/webhook-request.ts";
import type { DeliveryStatus, HttpExchange } from "../delivery.ts";

/** What the journal keeps of a request, and of its answer when there is one. */
export function exchangeOf(request: WebhookRequest, result?: PostResult): HttpExchange {
  const { headers: requestHeaders, body: requestBody, signature } = request;
  const { connectedAt, headers: responseHeaders, body: responseBody } = result ?? {};
  return {
    requestHeaders,
    requestBody,
    ...(signature === undefined ? {} : { signature }),
    ...(connectedAt === undefined ? {} : { connectedAt }),
    ...(responseHeaders === undefined ? {} : { responseHeaders, responseBody }),
  };
}

/** What each fault is to the journal and to the clicker. Source: the list of errors in the card callback reference. */
export const POST_FAULTS: Readonly<Record<PostFault, { readonly status: DeliveryStatus; readonly code: number }>> = {
  bad_url: { status: "unreachable", code: CLIENT_CODE.notConfigured },
  dns_failed: { status: "unreachable", code: CLIENT_CODE.dnsFailed },
  connect_failed: { status: "unreachable", code: CLIENT_CODE.connectFailed },
  tls_failed: { status: "unreachable", code: CLIENT_CODE.requestFailed },
  connection_lost: { status: "cut", code: CLIENT_CODE.requestFailed },
  bad_http: { status: "cut", code: CLIENT_CODE.requestFailed },
  answer_too_large: { status: "answered", code: CLIENT_CODE.badAnswer },
  timed_out: { status: "timed_out", code: CLIENT_CODE.noAnswer },
  closed: { status: "cut", code: CLIENT_CODE.internal },
};
