import type { PostFault } from "./post-result.ts";

/** How far a request got when its socket failed. */
export type SocketStage = "resolving" | "connected" | "secured";

/** Codes of certificates that are not trusted, beside those that name TLS or SSL. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/;

/** The fault behind an error of Node's http or https client. */
export function socketFault(error: NodeJS.ErrnoException, stage: SocketStage): { fault: PostFault; detail: string } {
  const code = codeOf(error);
  return { fault: faultOf(error, code, stage), detail: code };
}

function faultOf(error: NodeJS.ErrnoException, code: string, stage: SocketStage): PostFault {
  if (error.syscall === "getaddrinfo" || code === "ENOTFOUND") return "dns_failed";
  if (stage === "resolving") return "connect_failed";
  if (code.startsWith("HPE_")) return "bad_http";
  return stage === "connected" && CERTIFICATE.test(code) ? "tls_failed" : "connection_lost";
}

/** Node gathers the errors of all addresses of a host in one. */
function codeOf(error: NodeJS.ErrnoException): string {
  if (typeof error.code === "string") return error.code;
  const [first] = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [];
  return first?.code ?? error.message;
}
