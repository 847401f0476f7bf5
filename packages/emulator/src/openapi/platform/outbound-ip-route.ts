import { type ApiAnswer, success } from "../answer.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { AppRequest, TenantRoute } from "../route.ts";

/** Where an emulator's own pushes come from. */
const ADDRESSES = ["127.0.0.1"];

/** From which addresses webhooks come. */
export const OUTBOUND_IP_ROUTE: TenantRoute = {
  access: "tenant",
  scopes: CALL_SCOPES.readAddresses,
  method: "GET",
  path: "/open-apis/event/v1/outbound_ip",
  what: "Addresses that webhooks come from",
  fidelity: "approximate",
  note: "One page with 127.0.0.1.",
  source: "Get outbound IPs of events",
  body: "none",
  handle: outboundIps,
};

function outboundIps(_request: AppRequest): ApiAnswer {
  return success({ ip_list: ADDRESSES, page_token: "", has_more: false });
}
