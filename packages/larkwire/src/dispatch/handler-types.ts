import type {
  CallbackTable,
  CardActionValue,
  CardFormValue,
  EventTable,
  P2CardActionTrigger,
} from "@larkwire/protocol";
import type { HandlerContext } from "./handler-context.ts";

/** Names that `on()` takes: the callbacks and the events whose payload is typed. */
export type HandlerName = keyof CallbackTable | keyof EventTable;

/**
 * What a card carries: `Value` is what its components' callback values look like, `Form` what its forms submit.
 *
 * @example dispatcher.on<"card.action.trigger", { Value: { orderId: string }; Form: { note: string } }>(…)
 */
export interface CardShape {
  /** `event.action.value`. */
  Value?: unknown;
  /** `event.action.form_value`. */
  Form?: unknown;
}

type CardData<Shape extends CardShape> = P2CardActionTrigger<
  Shape extends { Value: infer Value } ? Value : CardActionValue,
  Shape extends { Form: infer Form } ? Form : CardFormValue
>;

/** What a callback's handler may return: the answer, now or later, or nothing. */
type Answer<Response> = Response | null | undefined | void | Promise<Response | null | undefined | void>;

type CallbackHandlers<Shape extends CardShape> = {
  [Name in keyof CallbackTable]: (
    data: Name extends "card.action.trigger" ? CardData<Shape> : CallbackTable[Name]["request"],
    context: HandlerContext,
  ) => Answer<CallbackTable[Name]["response"]>;
};

/** Events have no answer: what their handlers return is not sent. */
type EventHandlers = {
  [Name in keyof EventTable]: (data: EventTable[Name], context: HandlerContext) => unknown;
};

/** Handles the callback or event `Name`. What follows when it throws is decided by `onError` of the dispatcher. */
export type Handler<Name extends HandlerName, Shape extends CardShape = CardShape> = (CallbackHandlers<Shape> &
  EventHandlers)[Name];

/** Handles an event whose payload has no type here. */
export type CustomizedHandler<Data> = (data: Data, context: HandlerContext) => unknown;
