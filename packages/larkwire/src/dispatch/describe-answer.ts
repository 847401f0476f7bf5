import { ACK_CODE, type Envelope, isCallbackType } from "@larkwire/protocol";
import type { Log } from "../logger.ts";
import type { EncodedAnswer } from "./encode-answer.ts";
import type { DispatchResult } from "./event-dispatcher.ts";
import type { HandlerContext } from "./handler-context.ts";

/** Says in the log what the developer has to know about an answer; nothing when all is well. */
export function describeAnswer(
  log: Log,
  envelope: Envelope,
  result: DispatchResult,
  encoded: EncodedAnswer,
  context: HandlerContext,
): void {
  const ids = (): Record<string, unknown> => ({ traceId: context.traceId, messageId: context.messageId });
  if (result.kind === "unknown") {
    if (result.first) reportUnknown(log, envelope);
    return;
  }
  if (encoded.ack.code !== ACK_CODE.ok) {
    const seen = isCallbackType(envelope.type)
      ? "the person sees error 200671"
      : "the platform will send the event again";
    log.error(`the handler of ${envelope.type} failed: ${seen}`, { ...ids(), error: thrown(encoded.error) });
  }
  for (const issue of encoded.issues ?? []) {
    log.error(`the answer to ${envelope.type} is wrong at "${issue.path}": ${issue.message}`, {
      ...ids(),
      clientCode: issue.code,
    });
  }
}

/** Something thrown that is no error may hold anything, and may not even bear a look: only its kind is said. */
function thrown(value: unknown): unknown {
  if (typeof value !== "object" && typeof value !== "function") return String(value);
  try {
    if (value instanceof Error) return value;
  } catch {
    // A proxy that refuses to be asked.
  }
  return "something that is no Error was thrown";
}

function reportUnknown(log: Log, envelope: Envelope): void {
  if (isCallbackType(envelope.type)) {
    log.warn(`${envelope.type} arrived and has no handler: the person sees nothing happen. Register one with on().`);
  } else {
    log.info(
      `${envelope.type} (${envelope.version}) arrived and has no handler; it is acknowledged. This is said once.`,
    );
  }
}
