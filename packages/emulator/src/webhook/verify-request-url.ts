import type { Random } from "../random.ts";
import type { HttpPoster } from "./http-poster.ts";
import { judgeChallenge, type RequestUrlVerdict } from "./judge-challenge.ts";
import type { PostResult } from "./post-result.ts";
import type { RequestFactory, WebhookKeys } from "./request-factory.ts";
import type { WebhookSettings } from "./webhook-options.ts";
import type { WebhookRequest } from "./webhook-request.ts";

interface VerificationDeps {
  readonly random: Random;
  readonly requests: RequestFactory;
  readonly poster: HttpPoster;
  readonly settings: WebhookSettings;
}

/** What was sent to a request URL, what came back, and whether it is good. */
export interface Verification {
  readonly request: WebhookRequest;
  readonly result: PostResult;
  readonly verdict: RequestUrlVerdict;
}

/**
 * Sends `url_verification`, as the console does when a request URL is saved: encrypted when there is an Encrypt Key,
 * unsigned, to be answered within a second. Source: the pages on sending events and callbacks to a server.
 */
export async function verifyRequestUrl(url: string, keys: WebhookKeys, deps: VerificationDeps): Promise<Verification> {
  const challenge = deps.random.uuid();
  const request = deps.requests.challenge(url, challenge, keys);
  const result = await deps.poster.post(request, deps.settings.challengeDeadlineMs);
  return { request, result, verdict: judgeChallenge(challenge, result, deps.settings) };
}
