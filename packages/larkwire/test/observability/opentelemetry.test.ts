import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import {
  type Context,
  type ContextManager,
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { EventDispatcher } from "../../src/index.ts";
import { openTelemetry } from "../../src/observability/opentelemetry.ts";
import { cardActionBody, p1Body, p2Body } from "../support/bodies.ts";
import { openClient } from "../support/open-client.ts";
import { ScriptedPlatform } from "../support/scripted-platform.ts";

/** The context of the API, kept through promises. */
class StorageContextManager implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    active: Context,
    run: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#storage.run(active, () => run.apply(thisArg, args));
  }

  bind<T>(_context: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.#storage.disable();
    return this;
  }
}

function makeTracer() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new StorageContextManager());
  const dispose = async (): Promise<void> => {
    context.disable();
    await provider.shutdown();
  };
  return { tracer: provider.getTracer("test"), exporter, [Symbol.asyncDispose]: dispose };
}

test("a span is around each handler, from receipt to end, with the platform's ids; the handler's spans are its children", async () => {
  await using telemetry = makeTracer();
  const { exporter, tracer } = telemetry;
  const dispatcher = new EventDispatcher()
    .use(openTelemetry(tracer))
    .on("card.action.trigger", async () => {
      await new Promise((resolve) => setImmediate(resolve));
      tracer.startSpan("look into the database").end();
      return { toast: { type: "info", content: trace.getActiveSpan()?.spanContext().traceId ?? "none" } };
    })
    .onCustomized("p1", "out_approval", () => undefined);
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { dispatcher });
  const before = Date.now();
  const { answer } = await open.connection.ask(cardActionBody(), { messageId: "m-1" });
  await open.connection.ask(p1Body("out_approval", {}), { messageId: "m-2" });

  const [child, click, event] = exporter.getFinishedSpans();
  assert.ok(child !== undefined && click !== undefined && event !== undefined);
  assert.deepEqual([click.name, click.kind], ["process card.action.trigger", SpanKind.SERVER]);
  assert.deepEqual([event.name, event.kind], ["process out_approval", SpanKind.CONSUMER]);
  assert.deepEqual(click.attributes, {
    "messaging.system": "lark",
    "messaging.operation.type": "process",
    "messaging.destination.name": "card.action.trigger",
    "messaging.message.id": "m-1",
    "larkwire.event_id": "0123456789abcdef0123456789abcdef",
    "larkwire.trace_id": "trace-m-1",
    "larkwire.transport": "long-connection",
    "larkwire.connection_id": "7001",
  });
  assert.equal(child.parentSpanContext?.spanId, click.spanContext().spanId);
  assert.equal((answer as { toast: { content: string } }).toast.content, click.spanContext().traceId);
  const startedAt = click.startTime[0] * 1000 + click.startTime[1] / 1e6;
  assert.ok(startedAt >= before - 1 && startedAt <= Date.now(), "from the receipt on");
  assert.equal(click.status.code, SpanStatusCode.UNSET);
});

test("what a handler throws is in the span, and goes on", async () => {
  await using telemetry = makeTracer();
  const { exporter, tracer } = telemetry;
  const dispatcher = new EventDispatcher()
    .use(openTelemetry(tracer))
    .on("card.action.trigger", () => Promise.reject(new TypeError("no such order")))
    .onCustomized("p2", "odd.event_v1", () => Promise.reject("only text"));
  await using platform = await ScriptedPlatform.start();
  await using open = await openClient(platform, { dispatcher });
  assert.equal((await open.connection.ask(cardActionBody())).code, 500);
  assert.equal((await open.connection.ask(p2Body("odd.event_v1", {}))).code, 500);
  const [error, text] = exporter.getFinishedSpans();
  assert.deepEqual(error?.status, { code: SpanStatusCode.ERROR, message: "no such order" });
  assert.equal(error?.events[0]?.attributes?.["exception.type"], "TypeError");
  assert.deepEqual(text?.status, { code: SpanStatusCode.ERROR, message: "only text" });
});
