import { explainCode } from "@larkwire/protocol";
import { invalidOption } from "../check-option.ts";
import { OpenApiError, type OpenApiErrorDetails } from "../errors.ts";
import { DialError } from "../network/dial-step.ts";
import { RequestError } from "../network/platform-request.ts";
import { openApiVerdict } from "./openapi-policy.ts";
import type { OpenApiReply } from "./openapi-reply.ts";

/** The error of a reply whose code is not 0. `what` names the call; `msg` is what the platform said, without secrets. */
export function refusedError(what: string, reply: OpenApiReply, msg: string): OpenApiError {
  const { code, httpStatus, logId } = reply;
  const nextStep = explainCode(code)?.nextStep ?? "Look the code up in the platform's documentation of this call.";
  const message = `${what} failed: the platform says ${code}, ${JSON.stringify(msg)}. ${nextStep}`;
  const details: Omit<OpenApiErrorDetails, "retryable"> = { platformCode: code, httpStatus, logId };
  switch (openApiVerdict(code, httpStatus)) {
    case "token_rejected":
    case "unauthorized":
      return new OpenApiError("api_unauthorized", message, { ...details, retryable: false });
    case "rate_limited":
      return new OpenApiError("api_rate_limited", message, { ...details, retryable: true });
    case "busy":
      return new OpenApiError("api_refused", message, { ...details, retryable: true });
    default:
      return new OpenApiError("api_refused", message, { ...details, retryable: false });
  }
}

/** The error of a reply that the platform cannot have written. */
export function badReplyError(what: string, httpStatus: number): OpenApiError {
  return new OpenApiError(
    "api_bad_reply",
    `${what} failed: what came back, with HTTP status ${httpStatus}, is no reply of the platform. Is the domain right, and does a proxy or a login page answer in its place?`,
    { retryable: httpStatus >= 500 || httpStatus === 429, httpStatus },
  );
}

/** The error of a request that has no reply, or was never made; the caller's own reason when the caller gave up. */
export function noReplyError(what: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true && error === signal.reason) return error;
  if (error instanceof DialError) {
    const message = `${what} failed: the platform cannot be reached: ${error.message}. Check network, proxy and domain.`;
    return new OpenApiError("api_unreachable", message, { retryable: true, cause: error });
  }
  if (error instanceof RequestError && error.fault === "timeout") {
    const message = `${what} failed: ${error.message}. The platform may have carried it out: look before doing it again.`;
    return new OpenApiError("api_timeout", message, { retryable: true, cause: error });
  }
  if (error instanceof RequestError && error.fault === "reply_too_large") {
    const message = `${what} failed: ${error.message}. Ask for less, or raise limits.maxReplyBytes.`;
    return new OpenApiError("api_bad_reply", message, { retryable: false, cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof RequestError))
    return invalidOption(`${what} cannot be made, and nothing was sent: ${reason}.`);
  const message = `${what} failed: ${reason}. The platform may have carried it out: look before doing it again.`;
  return new OpenApiError("api_connection_lost", message, { retryable: true, cause: error });
}

export function closedApiError(what: string): OpenApiError {
  return new OpenApiError("api_closed", `${what} failed: the OpenApiClient is closed. Make a new one.`, {
    retryable: false,
  });
}
