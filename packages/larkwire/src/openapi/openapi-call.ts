/** One call of the REST API. */
export interface OpenApiCall {
  /** HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From `/open-apis/` on, without a query. Ids in it have to be escaped. */
  readonly path: string;
  /** Parameters of the query. Default: none. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether it does no harm when the platform gets it twice: it is sent again then when a socket that had waited turns
   * out to be closed. Default: every method but `POST`.
   */
  readonly isRepeatable?: boolean | undefined;
  /** Gives the call up; what the platform has got by then may still be carried out. */
  readonly signal?: AbortSignal | undefined;
}
