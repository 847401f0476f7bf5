import { OpenApiClient } from "./openapi-client.ts";
import type { OpenApiClientOptions } from "./openapi-client-options.ts";

/** An {@link OpenApiClient} that is made when it is first asked for: most apps only answer. */
export class LazyOpenApiClient {
  readonly #options: OpenApiClientOptions;
  #client: OpenApiClient | undefined;
  #isClosed = false;

  constructor(options: OpenApiClientOptions) {
    this.#options = options;
  }

  get(): OpenApiClient {
    if (this.#client === undefined) {
      this.#client = new OpenApiClient(this.#options);
      if (this.#isClosed) this.#client.close();
    }
    return this.#client;
  }

  close(): void {
    this.#isClosed = true;
    this.#client?.close();
  }
}
