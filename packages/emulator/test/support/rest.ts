import type { App, Emulator } from "../../src/index.ts";

/** What a REST call was answered. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: RestBody;
}

export interface RestBody {
  readonly code: number;
  readonly msg: string;
  readonly data: Record<string, unknown>;
  readonly error: { readonly log_id: string; readonly troubleshooter: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** Calls the platform as a bot does, with an access token of its app. */
export class Rest {
  readonly #emulator: Emulator;
  readonly #app: App;

  constructor(emulator: Emulator, app: App) {
    this.#emulator = emulator;
    this.#app = app;
  }

  /** `path` begins after `/open-apis/`. */
  async call(method: string, path: string, body?: unknown, token?: string): Promise<RestAnswer> {
    const authorization = `Bearer ${token ?? (await this.token())}`;
    return answered(await ask(this.#emulator, method, path, body, { authorization }));
  }

  post(path: string, body: unknown = {}): Promise<RestAnswer> {
    return this.call("POST", path, body);
  }

  get(path: string): Promise<RestAnswer> {
    return this.call("GET", path);
  }

  async token(): Promise<string> {
    const { body } = await this.askForToken();
    return String(body.tenant_access_token);
  }

  async askForToken(change: object = {}): Promise<RestAnswer> {
    const body = { app_id: this.#app.appId, app_secret: this.#app.appSecret, ...change };
    return answered(await ask(this.#emulator, "POST", "auth/v3/tenant_access_token/internal", body, {}));
  }
}

/** Any request under `/open-apis/`. A text or bytes go as they are, else as JSON. */
export function ask(
  { url }: Emulator,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  const type = { "content-type": "application/json; charset=utf-8" };
  const raw = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  return fetch(`${url}/open-apis/${path}`, {
    method,
    headers: { ...type, ...headers },
    ...(raw === undefined ? {} : { body: raw }),
  });
}

export async function answered(response: Response): Promise<RestAnswer> {
  return { status: response.status, headers: response.headers, body: (await response.json()) as RestBody };
}
