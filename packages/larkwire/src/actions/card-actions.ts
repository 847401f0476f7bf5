import {
  type CardActionValue,
  type CardFormValue,
  type P2CardActionTrigger,
  type P2CardActionTriggerResponse,
  textDigest,
} from "@larkwire/protocol";
import { checkFunction, invalidOption, refuseUnknown } from "../check-option.ts";
import type { HandlerContext } from "../dispatch/handler-context.ts";
import { ConfigError } from "../errors.ts";
import { type ActionGuard, checkGuard, denialOf } from "./action-guard.ts";
import { type ActionMatch, checkMatch, describeMatch, fits } from "./action-match.ts";
import { type CardPress, type RawPress, readPress } from "./card-press.ts";
import { type OnRefused, type Refusal, refusalToast, reportRefusal } from "./refusal.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** What a route's handler may return: the answer, now or later, or nothing. */
type ActionAnswer = P2CardActionTriggerResponse | null | undefined | void;

/** Handles the presses of one route. `data` is the whole callback. */
export type ActionHandler<Value, Form> = (
  press: CardPress<Value, Form>,
  data: P2CardActionTrigger,
  context: HandlerContext,
) => ActionAnswer | Promise<ActionAnswer>;

/** What a route asks of a press before its handler runs: first the schemas, then the guard. */
export interface ActionRoute<Value, Form> {
  /** What `value` has to be: a schema of zod, valibot, arktype or the like. Its type is that of `press.value`. */
  value?: StandardSchema<Value> | undefined;
  /** What the submitted form has to be, likewise: `press.form`. */
  form?: StandardSchema<Form> | undefined;
  /** Who may press, where, and until when. */
  guard?: ActionGuard<Value, Form> | undefined;
  /**
   * `"message"`: of all presses on one message, with the same value, one runs the handler; the others, at the same time or
   * later, by whomever, get the same answer. `"operator"`: likewise for each person. When the handler throws, the next press
   * runs it again. Default: each press runs the handler. It is kept in mind as long as `ctx.once()` says.
   */
  once?: "message" | "operator" | undefined;
}

/** Options of `CardActions`. */
export interface CardActionsOptions {
  /** Chooses what a person sees whose press reached no handler. Default: a toast, in the person's language. */
  onRefused?: OnRefused | undefined;
}

interface RegisteredRoute {
  readonly match: ActionMatch;
  readonly route: ActionRoute<unknown, unknown>;
  readonly handler: ActionHandler<never, never>;
}

/**
 * Leads each press on a card to its handler: by a key of the component's value, by its whole value, its name or its tag. The
 * first route that fits takes the press. A press that none takes, that a schema finds invalid or that a guard denies is
 * answered with a toast, and the card stays as it is.
 *
 * @example
 * const actions = new CardActions().on(
 *   { key: "action", is: "approve" },
 *   { value: z.object({ action: z.string(), order: z.number() }), guard: { operators: ["ou_…"] } },
 *   async ({ value }) => ({ toast: { type: "success", content: `Order ${value.order} is approved` } }),
 * );
 * dispatcher.on("card.action.trigger", actions.handler);
 */
export class CardActions {
  readonly #routes: RegisteredRoute[] = [];
  readonly #onRefused: OnRefused | undefined;

  /** @throws ConfigError `invalid_option` */
  constructor(options: CardActionsOptions = {}) {
    refuseUnknown("CardActions", options, { onRefused: true });
    this.#onRefused = checkFunction("onRefused", options.onRefused);
  }

  /**
   * Adds a route. Without schemas `press.value` and `press.form` are what the platform sent.
   *
   * @throws ConfigError `invalid_option`; `handler_already_registered` when a route takes the same presses
   */
  on(match: ActionMatch, handler: ActionHandler<CardActionValue | undefined, CardFormValue | undefined>): this;
  on<Value = CardActionValue | undefined, Form = CardFormValue | undefined>(
    match: ActionMatch,
    route: ActionRoute<Value, Form>,
    handler: ActionHandler<Value, Form>,
  ): this;
  on<Value, Form>(
    match: ActionMatch,
    second: ActionRoute<Value, Form> | ActionHandler<Value, Form>,
    third?: ActionHandler<Value, Form>,
  ): this {
    const [route, handler] = typeof second === "function" ? [{}, second] : [checkRoute(second), third];
    if (typeof handler !== "function") throw invalidOption("The handler of a route has to be a function.");
    const description = describeMatch(checkMatch(match));
    if (this.#routes.some((other) => describeMatch(other.match) === description)) {
      throw new ConfigError(
        "handler_already_registered",
        `There is a route for ${description} already. Register each once, and branch inside the handler.`,
      );
    }
    this.#routes.push({ match: { ...match }, route: route as ActionRoute<unknown, unknown>, handler });
    return this;
  }

  /** The handler for `dispatcher.on("card.action.trigger", …)`. */
  get handler(): (data: P2CardActionTrigger, context: HandlerContext) => Promise<ActionAnswer> {
    return (data, context) => this.#handle(data, context);
  }

  async #handle(data: P2CardActionTrigger, context: HandlerContext): Promise<ActionAnswer> {
    const press = readPress(data);
    const registered = this.#routes.find(({ match }) => fits(match, press));
    if (registered === undefined) return this.#refuse({ reason: "unmatched" }, press, undefined, data, context);
    const { handler, match, route } = registered;
    const checked = await checkPress(press, route, context.receivedAt);
    if ("reason" in checked) return this.#refuse(checked, press, match, data, context);
    const run = async (): Promise<ActionAnswer> => handler(checked as never, data, context);
    const key = route.once === undefined ? undefined : onceKey(match, press, route.once);
    return key === undefined ? run() : context.once(key, run);
  }

  async #refuse(
    refusal: Refusal,
    press: RawPress,
    match: ActionMatch | undefined,
    data: P2CardActionTrigger,
    context: HandlerContext,
  ): Promise<ActionAnswer> {
    const routedKeys = this.#routes.flatMap((route) => route.match.key ?? []);
    reportRefusal(refusal, press, match, routedKeys, context);
    return (await this.#onRefused?.(refusal, data, context)) ?? { toast: refusalToast(refusal) };
  }
}

/** @throws ConfigError `invalid_option` */
function checkRoute<Value, Form>(route: ActionRoute<Value, Form>): ActionRoute<Value, Form> {
  refuseUnknown("A route", route, { value: true, form: true, guard: true, once: true });
  for (const part of ["value", "form"] as const) {
    const schema = route[part];
    if (schema === undefined || typeof schema["~standard"]?.validate === "function") continue;
    throw invalidOption(`${part} of a route has to be a Standard Schema, such as those of zod, valibot and arktype.`);
  }
  if (route.guard !== undefined) checkGuard(route.guard);
  if (route.once !== undefined && route.once !== "message" && route.once !== "operator") {
    throw invalidOption('once of a route has to be "message" or "operator".');
  }
  return { ...route };
}

/** The press as the schemas make it; or why it is refused. */
async function checkPress(
  press: RawPress,
  route: ActionRoute<unknown, unknown>,
  now: number,
): Promise<CardPress<unknown, unknown> | Refusal> {
  const { guard, ...schemas } = route;
  const read = { value: press.value, form: press.form };
  for (const part of ["value", "form"] as const) {
    const result = await schemas[part]?.["~standard"].validate(press[part]);
    if (result === undefined) continue;
    if (result.issues !== undefined) return { reason: "invalid", part, issues: result.issues };
    read[part] = result.value;
  }
  const checked = { ...press, ...read };
  const denial = guard === undefined ? undefined : await denialOf(guard, checked, now);
  return denial === undefined ? checked : { reason: "denied", ...denial };
}

/** Longer keys are shortened: a value has as many characters as the card's author likes. */
const MAX_KEY_LENGTH = 1_000;

/**
 * What tells presses apart that run a handler once: the route, the message, the component, and perhaps the person.
 * `undefined` when the press does not say which message, or which person, it is: then it shares its answer with nobody.
 */
function onceKey(match: ActionMatch, press: RawPress, once: "message" | "operator"): string | undefined {
  const { messageId, name, operator, tag, value } = press;
  const person = once === "operator" ? operator.open_id : undefined;
  if (!messageId || (once === "operator" && !person)) return undefined;
  const key = JSON.stringify([describeMatch(match), messageId, tag, name, value, person]);
  return key.length <= MAX_KEY_LENGTH ? key : textDigest(key);
}
