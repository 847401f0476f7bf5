/** Where a client asks for the URL of its long connection: `POST` to the platform's origin plus this path. */
export const DISCOVERY_PATH = "/callback/ws/endpoint";

/** Body of the request. The capitals are the platform's; lower-case keys are answered with 514. */
export interface DiscoveryRequest {
  AppID: string;
  AppSecret: string;
}

/** Body of the reply, HTTP 200. On an error `data` may be absent, `null` or empty. */
export interface DiscoveryReply {
  code: number;
  msg: string;
  data?: { URL?: string; ClientConfig?: unknown } | null;
}

/** Codes of the discovery reply; a refused WebSocket upgrade uses some of them in its headers. */
export const DISCOVERY_CODE = {
  ok: 0,
  systemBusy: 1,
  forbidden: 403,
  authFailed: 514,
  internalError: 1_000_040_343,
  noCredential: 1_000_040_344,
  credentialInvalid: 1_000_040_345,
  appIdMalformed: 1_000_040_346,
  connectionLimit: 1_000_040_350,
  wrongDomain: 1_000_040_351,
} as const;

/** Headers of an HTTP answer that refuses the WebSocket upgrade. */
export const HANDSHAKE_HEADER = {
  status: "handshake-status",
  message: "handshake-msg",
  authErrorCode: "handshake-autherrcode",
} as const;

/** Query parameters of the connection's URL. `access_key` and `ticket` are credentials: never log them. */
export const CONNECTION_QUERY = {
  deviceId: "device_id",
  serviceId: "service_id",
  accessKey: "access_key",
  ticket: "ticket",
} as const;

/** Connections one app may hold at the same time. Source: the platform's long connection guide. */
export const MAX_CONNECTIONS_PER_APP = 50;

/** The app has this long to answer an event or callback. Source: the platform's callback guide. */
export const ANSWER_DEADLINE_MS = 3_000;
