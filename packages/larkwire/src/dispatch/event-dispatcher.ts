import {
  CALLBACK_TYPES,
  type Envelope,
  EVENT_TYPES,
  type P1Envelope,
  type P2Envelope,
  type SchemaVersion,
} from "@larkwire/protocol";
import { ConfigError } from "../errors.ts";
import { type DispatchPolicy, type EventDispatcherOptions, resolvePolicy } from "./dispatcher-options.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { CardShape, CustomizedHandler, Handler, HandlerName } from "./handler-types.ts";
import { type Middleware, runChain } from "./middleware.ts";
import { UnknownTypes } from "./unknown-types.ts";

/** What became of an envelope. */
export type DispatchResult =
  /** A handler ran; `answer` is what it returned. */
  | { readonly kind: "answered"; readonly answer: unknown }
  /** No handler for this type; `first` is true the first time the type is seen. */
  | { readonly kind: "unknown"; readonly first: boolean }
  /** The handler, or a middleware, threw. */
  | { readonly kind: "failed"; readonly error: unknown };

type AnyHandler = (data: never, context: HandlerContext) => unknown;

/**
 * Handlers by event type: register here what the app does, and hand the dispatcher to a `WSClient`.
 *
 * @example
 * const dispatcher = new EventDispatcher().on("card.action.trigger", async (data) => ({
 *   toast: { type: "info", content: `clicked ${data.event.action.tag}` },
 * }));
 */
export class EventDispatcher {
  /** How handlers are treated, for transports: the options, checked. */
  readonly policy: DispatchPolicy;
  readonly #handlers: Record<Envelope["version"], Map<string, AnyHandler>> = {
    p1: new Map(),
    p2: new Map(),
    v1: new Map(),
  };
  readonly #middlewares: Middleware[] = [];
  readonly #unknown = new UnknownTypes();
  #onUnknown: CustomizedHandler<P1Envelope | P2Envelope> | undefined;

  /** @throws ConfigError `invalid_option` */
  constructor(options: EventDispatcherOptions = {}) {
    this.policy = resolvePolicy(options);
  }

  /**
   * Registers the handler of a callback or event whose payload is typed.
   *
   * @throws ConfigError `handler_already_registered`, `unknown_event_type`, `invalid_option`
   */
  on<Name extends HandlerName, Shape extends CardShape = CardShape>(name: Name, handler: Handler<Name, Shape>): this {
    if (!isHandlerName(name)) {
      throw new ConfigError(
        "unknown_event_type",
        `on() does not know the event type "${String(name)}". It knows: ${HANDLER_NAMES.join(", ")}. For any other event use onCustomized("p2", type, handler).`,
      );
    }
    return this.#register(name === "card.action.trigger_v1" ? "v1" : "p2", name, handler);
  }

  /**
   * Registers the handler of any event by its schema and type: `"p1"` is schema 1.0 (for example `out_approval`),
   * `"p2"` is schema 2.0. The payload's type is yours to state.
   *
   * @throws ConfigError `handler_already_registered`, `invalid_option`
   */
  onCustomized<Event = unknown>(version: "p1", type: string, handler: CustomizedHandler<P1Envelope<Event>>): this;
  onCustomized<Event = unknown>(version: "p2", type: string, handler: CustomizedHandler<P2Envelope<Event>>): this;
  onCustomized(version: SchemaVersion, type: string, handler: AnyHandler): this {
    if (version !== "p1" && version !== "p2") {
      throw new ConfigError("invalid_option", `The schema of onCustomized() is "p1" or "p2", not ${String(version)}.`);
    }
    return this.#register(version, type, handler);
  }

  /** Runs around every handler, in the order of registration. */
  use(middleware: Middleware): this {
    requireFunction("use()", middleware);
    this.#middlewares.push(middleware);
    return this;
  }

  /**
   * Called for every type that has no handler. What it returns answers a callback. Without it such types are
   * acknowledged, logged once each, and listed in {@link unknownTypes}.
   */
  onUnknown(handler: CustomizedHandler<P1Envelope | P2Envelope>): this {
    requireFunction("onUnknown()", handler);
    this.#onUnknown = handler;
    return this;
  }

  /** Types that arrived and had no handler, with how often each came. At most 1,000 types are kept. */
  get unknownTypes(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  /** Runs what is registered for an envelope. For transports; never rejects. */
  async dispatch(envelope: Envelope, context: HandlerContext): Promise<DispatchResult> {
    const registered = this.#handlers[envelope.version].get(envelope.type);
    const handler = registered ?? (this.#onUnknown as AnyHandler | undefined);
    const first = registered === undefined && this.#unknown.note(envelope.type);
    if (handler === undefined) return { kind: "unknown", first };
    try {
      const data = envelope.data as never;
      const answer =
        this.#middlewares.length === 0
          ? await handler(data, context)
          : await runChain(this.#middlewares, () => handler(data, context), data, context);
      return { kind: "answered", answer };
    } catch (error) {
      return { kind: "failed", error };
    }
  }

  #register(version: Envelope["version"], type: string, handler: AnyHandler): this {
    if (typeof type !== "string" || type === "") {
      throw new ConfigError("invalid_option", "The event type of a handler is a non-empty string.");
    }
    requireFunction(`The handler of "${type}"`, handler);
    if (this.#handlers[version].has(type)) {
      throw new ConfigError(
        "handler_already_registered",
        `"${type}" (${version}) has a handler already. Register each type once, and branch inside the handler.`,
      );
    }
    this.#handlers[version].set(type, handler);
    return this;
  }
}

/** All names that `on()` takes. */
const HANDLER_NAMES: readonly HandlerName[] = [...CALLBACK_TYPES, ...EVENT_TYPES];

function isHandlerName(name: string): name is HandlerName {
  return (HANDLER_NAMES as readonly string[]).includes(name);
}

function requireFunction(what: string, value: unknown): void {
  if (typeof value !== "function") throw new ConfigError("invalid_option", `${what} has to be a function.`);
}
