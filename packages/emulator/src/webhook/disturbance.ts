/** How a request goes wrong on its way. `{}` is a request that does not. */
export interface Disturbance {
  /** Why no connection comes about: no packet gets through, nobody listens, or the host name has no address. */
  readonly unreachable?: "lost" | "refused" | "dns" | undefined;
  /** Keeps the request back on an open connection: calls `release` when it may go. The returned function gives up. */
  readonly hold?: ((release: () => void) => () => void) | undefined;
  /** How late the request is written. */
  readonly requestDelayMs?: number | undefined;
  /** Bytes of the body that are written at once. */
  readonly maxWriteBytes?: number | undefined;
  /** Whether the body is shorter than its `Content-Length` says, so that this end stops sending after it. */
  readonly endsShort?: boolean | undefined;
  /** How the connection ends: before the request, or between request and answer. */
  readonly ending?: { readonly kind: "close" | "cut"; readonly when: "before_push" | "after_push" } | undefined;
  /** How late an answer is read that has just come. */
  readonly answerDelayMs?: (() => number) | undefined;
}
