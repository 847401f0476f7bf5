import type { PostFault } from "./post-result.ts";

/** What a request was held to. */
export interface PostLimits {
  readonly deadlineMs: number;
  readonly connectDeadlineMs: number;
  readonly maxAnswerBytes: number;
}

/** One sentence about a request without a usable answer: the fault, its reason, the next step. */
export function explainFault(fault: PostFault, detail: string, limits: PostLimits): string {
  const { deadlineMs, connectDeadlineMs, maxAnswerBytes } = limits;
  const inBrackets = detail === "" ? "" : ` (${detail})`;
  switch (fault) {
    case "bad_url":
      return "The request URL is no http or https URL; set one in the console.";
    case "dns_failed":
      return `The host name of the request URL has no address${inBrackets}; check its spelling and its DNS entry.`;
    case "connect_failed":
      return detail === "timeout"
        ? `No TCP connection to the request URL stood within ${connectDeadlineMs} ms; check address, port and firewall.`
        : `The TCP connection to the request URL failed${inBrackets}; check that the server runs and listens on that port.`;
    case "tls_failed":
      return `The TLS handshake with the server failed${inBrackets}; check its certificate, or set webhook.ca to the one that signed it.`;
    case "connection_lost":
      return `The server ended the connection before its answer was complete${inBrackets}; look at its log.`;
    case "bad_http":
      return `The server's answer is not HTTP that can be read${inBrackets}; look at what listens on that port.`;
    case "answer_too_large":
      return `The server's answer has more than ${maxAnswerBytes} bytes; answer with less, or raise webhook.maxAnswerBytes.`;
    case "timed_out":
      return `No answer came within ${deadlineMs} ms; answer first and do slow work afterwards.`;
    case "closed":
      return "The emulator was closed meanwhile.";
  }
}
