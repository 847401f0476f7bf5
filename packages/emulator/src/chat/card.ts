import type { App } from "../apps/app.ts";
import { ArgumentError, ClickError } from "../errors.ts";
import type { JsonObject } from "../json-object.ts";
import { refuseUnknownArguments } from "../unknown-names.ts";
import { askApp, type CardPlace } from "./ask-app.ts";
import type { CardVersion } from "./cards/card-version.ts";
import type { ChatView } from "./chat-view.ts";
import { componentsOf } from "./interaction/components-of.ts";
import type { FieldInput } from "./interaction/field-value.ts";
import { findComponent } from "./interaction/find-component.ts";
import { findForm, findSubmit } from "./interaction/find-form.ts";
import { type FormFields, fillForm, resetForm } from "./interaction/form.ts";
import type { Asking, Reaction } from "./interaction/reaction.ts";
import {
  type ClickOptions,
  type ConfirmOptions,
  choose,
  chooseEntry,
  click,
  isTicked,
} from "./interaction/use-component.ts";
import type { UseContext } from "./interaction/use-context.ts";
import type { Use } from "./interaction/uses.ts";
import type { Outcome } from "./outcome.ts";
import type { User } from "./people/user.ts";
import { cardScreen, cardText } from "./screen/card-screen.ts";
import type { Views } from "./views.ts";

const CLICK_OPTIONS = ["form", "confirm"] as const satisfies readonly (keyof ClickOptions)[];
const CONFIRM_OPTIONS = ["confirm"] as const satisfies readonly (keyof ConfirmOptions)[];

/**
 * A card in a chat, as one person sees and uses it. A component is named by what is written on it, its `name` or its
 * `element_id`. Every use that asks the app resolves with what the person sees then, and one that stays in the client
 * with `undefined`. Both reject with
 *
 * - `target_not_found`, `target_ambiguous`, `target_disabled`: no such component, several, or one that ignores people;
 * - `target_without_callback`: the client would do something by itself and not ask the app;
 * - `confirm_cancelled`, `empty_name`: the client sends nothing, and in the second case shows 200530;
 * - `card_expired`, `card_forwarded`, `card_gone`: nothing in this card can be used any more;
 * - `bad_argument` for what makes no sense, `emulator_closed`.
 */
export class Card {
  /** The view of the chat it was found in. */
  readonly chat: ChatView;
  readonly #place: CardPlace;
  readonly #views: Views;

  constructor(place: CardPlace, chat: ChatView, views: Views) {
    this.chat = chat;
    this.#place = place;
    this.#views = views;
  }

  /** `om_…` of the message that shows it. */
  get messageId(): string {
    return this.#place.message.messageId;
  }

  /** The app that is asked when the card is used. */
  get app(): App {
    return this.#place.app;
  }

  /**
   * The card as this person is shown it now; a template that is not published here is `{ type: "template", data }`. Do
   * not change it.
   */
  get content(): JsonObject {
    return this.#place.state.contentFor(this.chat.user);
  }

  /** The last states of the card, oldest first: when, by whom, for whom. */
  get versions(): readonly CardVersion[] {
    return this.#place.state.versions;
  }

  /** Whether somebody's use of it has not been answered yet. */
  get awaitsAnswer(): boolean {
    return this.#place.state.awaitsAnswer;
  }

  /** What a person reads in it: one line for each text, without anything to click. */
  get text(): string {
    return cardText(this.content, this.#context());
  }

  /**
   * What a person sees of it, as lines of text: everything on it, what is filled in, ticked or folded. It has no ids and
   * no times, so it is good for snapshots.
   */
  screen(): string {
    return cardScreen(this.content, this.#context());
  }

  /**
   * The same card as somebody else in the chat sees it.
   *
   * @throws EmulatorError `bad_argument` when that person is not in the chat
   */
  as(user: User): Card {
    const seen = this.#views.open(this.chat.chatId, user);
    if (seen !== undefined && this.#place.message.isFor(user)) return new Card(this.#place, seen, this.#views);
    throw new ArgumentError("bad_argument", `${user.name} does not see the card ${this.messageId}: not in its chat.`);
  }

  /**
   * Clicks a button, a container, a checker, or an entry of an overflow menu: `card.action.trigger` goes to one client
   * of the app. When the answer holds a card, it replaces this one.
   *
   * @throws EmulatorError as every use; `form_incomplete` when a required field of the submitted form is empty
   */
  async click(target: string, options: ClickOptions = {}): Promise<Outcome> {
    refuseUnknownArguments(options, CLICK_OPTIONS, "option of click");
    const context = this.#usable();
    return this.#ask(
      click(findComponent(context.components, target, "click", context.locale), options, context),
      context,
    );
  }

  /** Selects an entry, by value or text, from a list, pictures or an overflow menu; several where several are taken. */
  async select(
    target: string,
    choice: string | readonly string[],
    options: ConfirmOptions = {},
  ): Promise<Outcome | undefined> {
    return this.#use(options, "select", (context) => {
      const { component } = findComponent(context.components, target, "select", context.locale);
      if (component.tag !== "overflow") return choose(component, choice, options, context);
      const { option } = findComponent([component], String(choice), "click", context.locale);
      return chooseEntry(component, option, options, context);
    });
  }

  /** Picks a date `2025-06-10`, a time `05:05`, or both `2025-06-10 19:19`, in the person's own time zone. */
  async pick(target: string, moment: string, options: ConfirmOptions = {}): Promise<Outcome | undefined> {
    return this.#choose("pick", target, moment, options);
  }

  /** Chooses a person, or several where several are taken: the person, or one of their ids. */
  async choose(
    target: string,
    who: string | User | readonly (string | User)[],
    options: ConfirmOptions = {},
  ): Promise<Outcome | undefined> {
    return this.#choose("choose", target, who, options);
  }

  /** Types a text and presses Enter. */
  async input(target: string, text: string, options: ConfirmOptions = {}): Promise<Outcome | undefined> {
    return this.#choose("input", target, text, options);
  }

  /** Ticks a checker, or takes the tick away; nothing happens when it is so already. */
  async check(target: string, ticked = true, options: ConfirmOptions = {}): Promise<Outcome | undefined> {
    return this.#use(options, "check", (context) => {
      const { component } = findComponent(context.components, target, "check", context.locale);
      if (isTicked(component, context) !== ticked) return choose(component, ticked, options, context);
      return { kind: "local" };
    });
  }

  /**
   * Fills in fields of forms, by their `name`; nothing is sent.
   *
   * @throws EmulatorError `target_not_found`, `bad_argument`; nothing is filled in then
   */
  fill(fields: FormFields): this {
    fillForm(fields, this.#usable());
    return this;
  }

  /**
   * Clicks the submit button of a form.
   *
   * @param target the button; can be left out when there is only one in the card
   * @throws EmulatorError as `click`
   */
  async submit(target?: string, options: ClickOptions = {}): Promise<Outcome> {
    refuseUnknownArguments(options, CLICK_OPTIONS, "option of submit");
    const context = this.#usable();
    return this.#ask(click({ component: findSubmit(context, target) }, options, context), context);
  }

  /**
   * Puts the fields of a form back to what the card says; nothing is sent.
   *
   * @param target the form's `name` or its reset button; can be left out when the card has one form
   * @throws EmulatorError `target_not_found`, `target_ambiguous`
   */
  reset(target?: string): this {
    const context = this.#usable();
    resetForm(findForm(context.components, target, context.locale), context);
    return this;
  }

  /** Unfolds a collapsible panel, or folds it; nothing is sent. */
  expand(target: string, expanded = true): this {
    const context = this.#usable();
    const { component } = findComponent(context.components, target, "expand", context.locale);
    context.local.expand(component.path, expanded);
    return this;
  }

  #choose(use: Use, target: string, given: FieldInput, options: ConfirmOptions): Promise<Outcome | undefined> {
    return this.#use(options, use, (context) => {
      const { component } = findComponent(context.components, target, use, context.locale);
      return choose(component, given, options, context);
    });
  }

  /** Resolves with `undefined` when nothing was sent. */
  async #use(
    options: ConfirmOptions,
    use: Use,
    gesture: (context: UseContext) => Reaction,
  ): Promise<Outcome | undefined> {
    refuseUnknownArguments(options, CONFIRM_OPTIONS, `option of ${use}`);
    const context = this.#usable();
    const reaction = gesture(context);
    return reaction.kind === "ask" ? this.#ask(reaction, context) : undefined;
  }

  async #ask({ action, shown }: Asking, { local }: UseContext): Promise<Outcome> {
    this.#refuseForwarded();
    const flipBack = shown === undefined ? undefined : local.showWhileWaiting(shown.path, shown.value);
    try {
      return await askApp(this.#views, this.#place, this.chat.user, action);
    } finally {
      flipBack?.();
    }
  }

  /** @throws ClickError when nothing in the card can be used any more */
  #usable(): UseContext {
    const { message, state } = this.#place;
    if (message.state !== "there") {
      throw new ClickError("card_gone", `The message ${this.messageId} was ${message.state}, so its card is gone.`);
    }
    if (!state.isClickable(this.#views.town.now())) {
      const days = state.dialect === "2.0" ? 14 : 30;
      throw new ClickError(
        "card_expired",
        `The card was sent more than ${days} days ago, so the client says that it cannot be used. Send a new one.`,
      );
    }
    return this.#context();
  }

  /** Only a card that says so calls back from a forwarded copy. */
  #refuseForwarded(): void {
    const { message, state } = this.#place;
    if (message.facts.forwardedFrom === undefined || state.callsBackWhenForwarded) return;
    throw new ClickError(
      "card_forwarded",
      "The card is a forwarded copy, which does not call back. Set config.enable_forward_interaction to allow it.",
    );
  }

  #context(): UseContext {
    const { user, people } = this.chat;
    const { app, state } = this.#place;
    return {
      components: componentsOf(this.content, user.locale),
      local: state.localFor(user),
      locale: user.locale,
      timezone: user.timezone,
      now: this.#views.town.now(),
      quirks: this.#views.quirks,
      people,
      openIdOf: (person) => person.openId(app),
      nameOf: (id) => this.#views.town.directory.nameOf(id),
    };
  }
}
