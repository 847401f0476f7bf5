import { isJsonObject } from "../json-object.ts";
import { explainFault } from "./explain-fault.ts";
import type { PostFault, PostResult } from "./post-result.ts";
import { statusAdvice } from "./status-advice.ts";
import type { WebhookSettings } from "./webhook-options.ts";

/** Why a request URL cannot be saved: how the request failed, or what is wrong with the answer. */
export type RequestUrlFault =
  | Exclude<PostFault, "closed">
  /** A 3xx; redirects are not followed. */
  | "redirected"
  /** Another status than 200. */
  | "not_ok"
  | "not_json"
  | "challenge_missing"
  | "challenge_differs"
  /** `{"encrypt":…}`: the answer has to be plain, also with an Encrypt Key. */
  | "challenge_encrypted";

/** Whether the console takes a request URL. */
export type RequestUrlVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** What is wrong. */
      readonly code: RequestUrlFault;
      /** One sentence, with the next step and, where it is known, what the console shows. */
      readonly reason: string;
    };

/** What the real console shows, as far as documentation and reports quote it. */
const CONSOLE_SHOWS: Partial<Record<RequestUrlFault, string>> = {
  bad_url: "请填写有效的 HTTP/HTTPS URL",
  not_json: "返回数据不是合法的 JSON 格式",
  challenge_missing: "Challenge code没有返回",
  challenge_differs: "Challenge code没有返回",
  challenge_encrypted: "Challenge code没有返回",
};

/** Whether `result` answers the challenge exactly. */
export function judgeChallenge(challenge: string, result: PostResult, settings: WebhookSettings): RequestUrlVerdict {
  const { fault, status = 0 } = result;
  if (fault !== undefined && fault !== "closed") {
    const limits = { ...settings, deadlineMs: settings.challengeDeadlineMs };
    return refusal(fault, explainFault(fault, result.detail, limits));
  }
  if (status >= 300 && status < 400) {
    return refusal(
      "redirected",
      `The server answered with the redirect ${status}, which is not followed; save the final URL.`,
    );
  }
  if (status !== 200) {
    const isRefused = status === 401 || status === 403;
    const step = isRefused ? "; answer url_verification before anything checks signatures, because it has none" : "";
    return refusal("not_ok", `The server answered with HTTP ${status} instead of 200: ${statusAdvice(status)}${step}.`);
  }
  return judgeBody(challenge, result.body);
}

function judgeBody(challenge: string, body: string): RequestUrlVerdict {
  const expected = `it has to be {"challenge":"<the same text>"}`;
  const answer = parse(body);
  if (answer === undefined) return refusal("not_json", `The server's answer is not JSON; ${expected}.`);
  if (!isJsonObject(answer)) return refusal("challenge_missing", `The server's answer is no JSON object; ${expected}.`);
  if (answer.challenge === challenge) return { ok: true };
  if (answer.encrypt !== undefined) {
    return refusal("challenge_encrypted", `The server encrypted its answer; ${expected}, in plain text.`);
  }
  if (answer.challenge === undefined) {
    return refusal("challenge_missing", `The server's answer has no challenge; ${expected}.`);
  }
  return refusal("challenge_differs", `The server's answer has another challenge than it was sent; ${expected}.`);
}

function refusal(code: RequestUrlFault, why: string): RequestUrlVerdict {
  const shown = CONSOLE_SHOWS[code];
  const reason = shown === undefined ? why : `${why.replace(/\.$/, "")} (the console shows: ${shown}).`;
  return { ok: false, code, reason };
}

/** `undefined` for what is no JSON. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
