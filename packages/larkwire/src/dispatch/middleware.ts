import { DispatchError } from "../errors.ts";
import type { HandlerContext } from "./handler-context.ts";

/** Calls the rest of the chain, in the end the handler, and gives its answer. */
export type Next = () => Promise<unknown>;

/**
 * Runs around every handler. What it returns is the answer, so return what `next()` gave unless you mean to replace it.
 * `data` is the body as the platform sent it.
 */
export type Middleware = (data: unknown, context: HandlerContext, next: Next) => unknown;

/** Runs `middlewares` from the first to the last around `handler`. */
export async function runChain(
  middlewares: readonly Middleware[],
  handler: () => unknown,
  data: unknown,
  context: HandlerContext,
): Promise<unknown> {
  const runFrom = async (index: number): Promise<unknown> => {
    const middleware = middlewares[index];
    if (middleware === undefined) return handler();
    let called = false;
    return middleware(data, context, async () => {
      if (called) {
        throw new DispatchError(
          "next_called_twice",
          "A middleware called next() twice, which would run the handler twice. Call it once and keep what it returns.",
        );
      }
      called = true;
      return runFrom(index + 1);
    });
  };
  return runFrom(0);
}
