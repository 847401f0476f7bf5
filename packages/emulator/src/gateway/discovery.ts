import { type ClientConfig, clientConfigToWire, DISCOVERY_CODE, type DiscoveryReply } from "@larkwire/protocol";
import { type AppRegistry, isAppId } from "../apps/app-registry.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import type { TicketOffice } from "./ticket-office.ts";

/** Path of the WebSocket endpoint. */
export const WEBSOCKET_PATH = "/ws/v2";

interface DiscoveryDeps {
  readonly apps: AppRegistry;
  readonly tickets: TicketOffice;
  readonly clientConfig: ClientConfig;
}

/**
 * Answers a client that asks for the URL of its long connection. Never throws; errors are HTTP 200 with a code, too,
 * and with an empty `data`, because the official Node client reads `data` before `code`.
 *
 * @param body the request's body
 * @param origin where the client reaches the emulator, such as `ws://127.0.0.1:8899`
 */
export function discover(body: string, origin: string, deps: DiscoveryDeps): DiscoveryReply {
  const request = parseObject(body);
  if (request === undefined || !("AppID" in request || "AppSecret" in request)) {
    return refusal(DISCOVERY_CODE.authFailed, 'auth failed: send JSON with the keys "AppID" and "AppSecret"');
  }
  const { AppID: appId, AppSecret: appSecret } = request;
  if (typeof appId !== "string" || typeof appSecret !== "string" || appId === "" || appSecret === "") {
    return refusal(DISCOVERY_CODE.noCredential, "AppID or AppSecret is missing");
  }
  if (!isAppId(appId))
    return refusal(DISCOVERY_CODE.appIdMalformed, "AppID is malformed: cli_ and 16 digits of 0-9a-f");
  const app = deps.apps.find(appId);
  if (app?.appSecret !== appSecret) {
    return refusal(
      DISCOVERY_CODE.credentialInvalid,
      "app_id or app_secret is invalid: no app here has this id and this secret",
    );
  }
  // That these two get 403, which official clients call forbidden, is inferred.
  if (app.published.kind === "store") {
    return refusal(DISCOVERY_CODE.forbidden, "forbidden: a store app gets no long connection; set a request URL");
  }
  if (!app.enabled) return refusal(DISCOVERY_CODE.forbidden, "forbidden: the app is disabled by its company");
  const url = `${origin}${WEBSOCKET_PATH}?${deps.tickets.issue(appId)}`;
  return { code: DISCOVERY_CODE.ok, msg: "", data: { URL: url, ClientConfig: clientConfigToWire(deps.clientConfig) } };
}

function refusal(code: number, msg: string): DiscoveryReply {
  return { code, msg, data: {} };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
