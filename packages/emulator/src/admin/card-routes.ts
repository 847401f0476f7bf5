import type { Context, Hono } from "hono";
import type { Card } from "../chat/card.ts";
import type { ClickOptions, ConfirmOptions } from "../chat/interaction/use-component.ts";
import type { Outcome } from "../chat/outcome.ts";
import type { Preview } from "../chat/previews/preview.ts";
import { AdminError } from "../errors.ts";
import type { JsonObject } from "../json-object.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { okAnswer } from "./answers.ts";
import { describeCard, describePreview, describeVersions } from "./describe.ts";
import { found } from "./lookup.ts";
import {
  formFields,
  optionalBoolean,
  optionalChoice,
  optionalNumber,
  optionalString,
  readBody,
  requiredObject,
  requiredString,
} from "./read-body.ts";
import { AS, optionalUser, viewedCard, waitOptions } from "./viewer.ts";

/** One thing a person does with a card: the body's keys, and the method of the card. */
interface Gesture {
  readonly keys: readonly string[];
  readonly act: (card: Card, body: JsonObject) => Promise<Outcome | undefined>;
}

const GESTURES: Readonly<Record<string, Gesture>> = {
  click: {
    keys: ["target", "form", "confirm"],
    act: (card, body) => card.click(requiredString(body, "target"), clickOptions(body)),
  },
  select: {
    keys: ["target", "choice", "confirm"],
    act: (card, body) => card.select(requiredString(body, "target"), texts(body, "choice"), confirmOptions(body)),
  },
  pick: {
    keys: ["target", "moment", "confirm"],
    act: (card, body) =>
      card.pick(requiredString(body, "target"), requiredString(body, "moment"), confirmOptions(body)),
  },
  choose: {
    keys: ["target", "who", "confirm"],
    act: (card, body) => card.choose(requiredString(body, "target"), texts(body, "who"), confirmOptions(body)),
  },
  input: {
    keys: ["target", "text", "confirm"],
    act: (card, body) => {
      return card.input(requiredString(body, "target"), optionalString(body, "text") ?? "", confirmOptions(body));
    },
  },
  check: {
    keys: ["target", "ticked", "confirm"],
    act: (card, body) => {
      return card.check(requiredString(body, "target"), optionalBoolean(body, "ticked"), confirmOptions(body));
    },
  },
  submit: {
    keys: ["target", "form", "confirm"],
    act: (card, body) => card.submit(optionalString(body, "target"), clickOptions(body)),
  },
  fill: { keys: ["form"], act: local((card, body) => card.fill(formFields(requiredObject(body, "form")))) },
  reset: { keys: ["target"], act: local((card, body) => card.reset(optionalString(body, "target"))) },
  expand: {
    keys: ["target", "expanded"],
    act: local((card, body) => card.expand(requiredString(body, "target"), optionalBoolean(body, "expanded"))),
  },
};

/** What people do with cards, those of messages and those below links. */
export function addCardRoutes(routes: Hono, deps: AdminDeps): void {
  addGestures(routes, deps, "/cards/:messageId", (context, userId) => {
    return viewedCard(deps, context.req.param("messageId") ?? "", userId);
  });
  addGestures(routes, deps, "/previews/:token/card", (context, userId) => {
    const token = context.req.param("token") ?? "";
    const { shownCard } = deps.views.preview(token, optionalUser(deps, userId)) ?? {};
    return found(shownCard, `card below the link ${token}`, "POST /_emu/chats/:chatId/paste");
  });
  routes.get("/cards/:messageId/versions", ({ req }) => {
    return okAnswer(describeVersions(viewedCard(deps, req.param("messageId"), undefined)));
  });
  addPreviewRoutes(routes, deps);
}

function addPreviewRoutes(routes: Hono, deps: AdminDeps): void {
  const preview = (token: string, userId: string | undefined): Preview => {
    const pulled = deps.views.preview(token, optionalUser(deps, userId));
    return found(pulled, `preview ${token}`, "POST /_emu/chats/:chatId/paste");
  };
  routes.get("/previews/:token", ({ req }) => okAnswer(describePreview(preview(req.param("token"), req.query(AS)))));
  routes.post("/previews/:token/pull", async (context) => {
    const body = await readBody(context, [AS], deps.maxBodyBytes);
    const user = optionalUser(deps, optionalString(body, AS));
    return okAnswer(describePreview(await preview(context.req.param("token"), undefined).pullAs(user)));
  });
  routes.post("/previews/:token/next", async (context) => {
    const body = await readBody(context, [AS, "after", "timeoutMs", "clock"], deps.maxBodyBytes);
    const pulled = preview(context.req.param("token"), optionalString(body, AS));
    return okAnswer(describePreview(await pulled.next({ ...waitOptions(body), after: optionalNumber(body, "after") })));
  });
}

function addGestures(
  routes: Hono,
  deps: AdminDeps,
  path: string,
  find: (context: Context, userId: string | undefined) => Card,
): void {
  routes.get(path, (context) => okAnswer(describeCard(find(context, context.req.query(AS)))));
  for (const [name, { keys, act }] of Object.entries(GESTURES)) {
    routes.post(`${path}/${name}`, async (context) => {
      const body = await readBody(context, [...keys, AS], deps.maxBodyBytes);
      const card = find(context, optionalString(body, AS));
      const outcome = await act(card, body);
      return okAnswer({ sent: outcome !== undefined, ...outcome, shown: card.content, screen: card.screen() });
    });
  }
}

/** A gesture about which nobody is asked. */
function local(act: (card: Card, body: JsonObject) => unknown): Gesture["act"] {
  return async (card, body) => {
    act(card, body);
    return undefined;
  };
}

function clickOptions(body: JsonObject): ClickOptions {
  const form = body.form === undefined ? {} : { form: formFields(requiredObject(body, "form")) };
  return { ...form, ...confirmOptions(body) };
}

function confirmOptions(body: JsonObject): ConfirmOptions {
  const confirm = optionalChoice(body, "confirm", ["accept", "cancel"]);
  return confirm === undefined ? {} : { confirm };
}

/** One text, or several. */
function texts(body: JsonObject, key: string): string | readonly string[] {
  const value = body[key];
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new AdminError("bad_request", `The body needs "${key}", a string or an array of strings.`);
}
