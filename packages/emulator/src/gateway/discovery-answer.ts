import type { DiscoveryReply } from "@larkwire/protocol";
import type { FaultOf } from "../faults/fault.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import { isJsonObject } from "../json-object.ts";

/** What the discovery endpoint sends back over HTTP; `"silence"` is an open socket without an answer. */
export type DiscoveryAnswer =
  | "silence"
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * The true reply, unless a fault for discovery strikes.
 *
 * @param appId the app that the request names, whether it exists or not
 * @param reply makes the true reply; not asked for one when another takes its place
 */
export function discoveryAnswer(
  appId: string | undefined,
  reply: () => DiscoveryReply,
  switches: FaultSwitches,
): DiscoveryAnswer {
  const place = { appId, transport: "long_connection" } as const;
  if (switches.take("discovery_silence", place) !== undefined) return "silence";
  const error = switches.take("discovery_error", place);
  if (error !== undefined) return errorAnswer(error);
  const truth = reply();
  if (truth.code !== 0) return json(truth);
  const config = switches.take("discovery_config", place);
  return json(config === undefined ? truth : withConfig(truth, config));
}

/** The app id of a discovery request, as far as it can be read. */
export function askedAppId(body: string): string | undefined {
  try {
    const request: unknown = JSON.parse(body);
    return isJsonObject(request) && typeof request.AppID === "string" ? request.AppID : undefined;
  } catch {
    return undefined;
  }
}

function errorAnswer(fault: FaultOf<"discovery_error">): DiscoveryAnswer {
  const { code = 1, msg = "a fault on demand", status = 200, data = "empty", body, retryAfterSeconds } = fault;
  const retryAfter: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) };
  if (body !== undefined) return { status, headers: { "Content-Type": "text/html", ...retryAfter }, body };
  const reply = { code, msg, ...(data === "absent" ? {} : { data: data === "null" ? null : {} }) };
  return { status, headers: { ...JSON_TYPE, ...retryAfter }, body: JSON.stringify(reply) };
}

function withConfig(reply: DiscoveryReply, { clientConfig }: FaultOf<"discovery_config">): DiscoveryReply {
  return { ...reply, data: { ...reply.data, ClientConfig: clientConfig } };
}

function json(reply: DiscoveryReply): DiscoveryAnswer {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(reply) };
}
