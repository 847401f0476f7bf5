/** A REST call, before it is carried out. */
export interface RestCall {
  readonly method: string;
  /** The route's path, with `:name` for what varies. */
  readonly route: string;
  /** The path as it was asked for. */
  readonly path: string;
  /** Whose token the call carries; missing without a valid one. */
  readonly appId: string | undefined;
}

/** What a call is answered with in place of the true answer. */
export interface RestFault {
  /** HTTP status. */
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Faults on demand. Asked once per call, after the token was looked at and before anything else. */
export interface RestFaults {
  next(call: RestCall): RestFault | undefined | Promise<RestFault | undefined>;
}

/** No faults. */
export const NO_REST_FAULTS: RestFaults = { next: () => undefined };
