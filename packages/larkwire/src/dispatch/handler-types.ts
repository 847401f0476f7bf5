import type { CallbackTable, EventTable, P2CardActionTrigger } from "@larkwire/protocol";
import type { HandlerContext } from "./handler-context.ts";

/** Names that `on()` takes: the callbacks and the events whose payload is typed. */
export type HandlerName = keyof CallbackTable | keyof EventTable;

/**
 * What a card carries: `Value` is what its components' callback values look like, `Form` what its forms submit.
 *
 * @example dispatcher.on<"card.action.trigger", { Value: { orderId: string }; Form: { note: string } }>(…)
 */
export interface CardShape {
  Value?: unknown;
  Form?: unknown;
}

/** What a handler for `Name` is given. */
export type HandlerData<Name extends HandlerName, Shape extends CardShape> = Name extends "card.action.trigger"
  ? TypedCardAction<Shape>
  : Name extends keyof CallbackTable
    ? CallbackTable[Name]["request"]
    : Name extends keyof EventTable
      ? EventTable[Name]
      : never;

type TypedCardAction<Shape extends CardShape> = Shape extends { Value: infer Value; Form: infer Form }
  ? P2CardActionTrigger<Value, Form>
  : Shape extends { Value: infer Value }
    ? P2CardActionTrigger<Value>
    : P2CardActionTrigger;

/** What a handler for `Name` may answer with. Events have no answer: what their handlers return is not sent. */
export type HandlerAnswer<Name extends HandlerName> = Name extends keyof CallbackTable
  ? CallbackTable[Name]["response"] | null | undefined | void
  : unknown;

/** Handles one callback or event. Throwing tells the platform that it failed. */
export type Handler<Name extends HandlerName, Shape extends CardShape = CardShape> = (
  data: HandlerData<Name, Shape>,
  context: HandlerContext,
) => HandlerAnswer<Name> | Promise<HandlerAnswer<Name>>;

/** Handles an event whose payload has no type here. */
export type CustomizedHandler<Data> = (data: Data, context: HandlerContext) => unknown;
