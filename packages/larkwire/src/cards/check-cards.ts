import { type ValidateCardOptions, validateCard } from "@larkwire/cards";
import { recogniseEnvelope } from "@larkwire/protocol";
import { cardOfAnswer } from "../card-updates/card-content.ts";
import type { Middleware } from "../dispatch/middleware.ts";

/**
 * A middleware that looks at every card with which a click is answered, and writes an `error` line for each fault for which
 * the platform would refuse it: what a person sees as 200673. The answer is sent as it is. A line may quote the card.
 *
 * @param options as of `validateCard`
 * @throws TypeError for a profile or a number of issues that do not exist
 * @example dispatcher.use(checkCards({ profile: "lenient" }));
 */
export function checkCards(options: ValidateCardOptions = {}): Middleware {
  validateCard({}, options);
  return async (data, context, next) => {
    const answer = await next();
    const recognised = recogniseEnvelope(data);
    const card = recognised.ok ? cardOfAnswer(recognised.envelope, answer) : undefined;
    if (card === undefined) return answer;
    for (const { severity, path, message, rule } of validateCard(card, options)) {
      if (severity === "error")
        context.logger.error(`the card in the answer is wrong at ${path}: ${message}`, { rule });
    }
    return answer;
  };
}
