import type { AdapterReceiver } from "./adapter-receiver.ts";

/** What is used of an API Gateway event, payload format 1.0 or 2.0, of a function URL, or of a load balancer's event. */
export interface LambdaHttpEvent {
  /** Format 1.0 and load balancers. */
  readonly httpMethod?: string;
  /** Format 1.0 and load balancers. */
  readonly path?: string;
  /** Format 2.0. */
  readonly rawPath?: string;
  /** Format 2.0 has the method in here. */
  readonly requestContext?: { readonly http?: { readonly method?: string } };
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  /** Instead of `headers` where they are switched on. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

/** What API Gateway and load balancers take. */
export interface LambdaHttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/**
 * A handler for AWS Lambda behind API Gateway, a function URL or a load balancer. Lambda freezes the process once it
 * has answered, so work after the answer may never be done: answer with the final card, or hand the work to a queue.
 *
 * @example export const handler = lambdaHandler(receiver);
 */
export function lambdaHandler(receiver: AdapterReceiver): (event: LambdaHttpEvent) => Promise<LambdaHttpResult> {
  return async (event) => {
    const { status, headers, body, sent } = await receiver.handle({
      method: event.httpMethod ?? event.requestContext?.http?.method ?? "",
      path: event.path ?? event.rawPath,
      headers: event.headers ?? event.multiValueHeaders ?? {},
      body: Buffer.from(event.body ?? "", event.isBase64Encoded === true ? "base64" : "utf8"),
    });
    setTimeout(sent, 0);
    return { statusCode: status, headers: { ...headers }, body, isBase64Encoded: false };
  };
}
