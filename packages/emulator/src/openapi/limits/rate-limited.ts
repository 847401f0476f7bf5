import { type ApiRefusal, refuse } from "../answer.ts";
import type { Exceeded } from "./rate-limiter.ts";

/** Source: rate limit policy. */
const RATE_LIMITED = 99_991_400;

/** The gateway's answer to too many calls, with the seconds to wait. Source: rate limit policy. */
export function rateLimited({ limit, retryAfterMs }: Exceeded): ApiRefusal {
  return refuse(RATE_LIMITED, "request trigger frequency limit", {
    status: 429,
    headers: {
      "x-ogw-ratelimit-limit": String(limit.calls),
      "x-ogw-ratelimit-reset": String(Math.ceil(retryAfterMs / 1000)),
    },
  });
}
