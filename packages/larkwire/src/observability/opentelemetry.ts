import { isCallbackType, recogniseEnvelope } from "@larkwire/protocol";
import type { HandlerContext } from "../dispatch/handler-context.ts";
import type { Middleware } from "../dispatch/middleware.ts";

/** What is used of a span of `@opentelemetry/api`. */
export interface SpanLike {
  recordException(exception: Error | string): void;
  setStatus(status: { code: number; message?: string }): unknown;
  setAttribute(name: string, value: string | number | boolean): unknown;
  end(): void;
}

/** What is used of a tracer of `@opentelemetry/api`. */
export interface TracerLike {
  startActiveSpan<Result>(
    name: string,
    options: { kind: number; startTime: number; attributes: Record<string, string> },
    run: (span: SpanLike) => Result,
  ): Result;
}

/** `SpanKind` and `SpanStatusCode` of `@opentelemetry/api`, whose numbers are part of its contract. */
const KIND = { server: 1, consumer: 4 } as const;
const STATUS_ERROR = 2;

/**
 * A middleware that makes a span around every handler, from the receipt of its message to the handler's end: `process
 * card.action.trigger`. Spans that the handler makes are its children. The tracer is the app's own, so this package needs
 * nothing of OpenTelemetry.
 *
 * @example
 * import { trace } from "@opentelemetry/api";
 * dispatcher.use(openTelemetry(trace.getTracer("my-bot")));
 */
export function openTelemetry(tracer: TracerLike): Middleware {
  return (data, context, next) => {
    const recognised = recogniseEnvelope(data);
    const [type, id] = recognised.ok ? [recognised.envelope.type, recognised.envelope.id] : ["unknown", ""];
    const options = {
      kind: isCallbackType(type) ? KIND.server : KIND.consumer,
      startTime: context.receivedAt,
      attributes: attributesOf(type, id, context),
    };
    return tracer.startActiveSpan(`process ${type}`, options, (span) => runInSpan(span, context, next));
  };
}

async function runInSpan(span: SpanLike, context: HandlerContext, next: () => Promise<unknown>): Promise<unknown> {
  try {
    return await next();
  } catch (error) {
    const exception = error instanceof Error ? error : String(error);
    span.recordException(exception);
    span.setStatus({ code: STATUS_ERROR, message: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    if (context.deadline.remainingMs === 0) span.setAttribute("larkwire.late", true);
    span.end();
  }
}

/** Names of the semantic conventions for messaging where there is one. */
function attributesOf(type: string, eventId: string, context: HandlerContext): Record<string, string> {
  const { connectionId, messageId, traceId, transport } = context;
  return {
    "messaging.system": "lark",
    "messaging.operation.type": "process",
    "messaging.destination.name": type,
    "messaging.message.id": messageId,
    "larkwire.event_id": eventId,
    "larkwire.trace_id": traceId,
    "larkwire.transport": transport,
    ...(connectionId === "" ? {} : { "larkwire.connection_id": connectionId }),
  };
}
