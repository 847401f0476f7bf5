import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { App } from "../apps/app.ts";
import type { AppRegistry } from "../apps/app-registry.ts";
import type { Views } from "../chat/views.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { answerNobody, ClientGone } from "../http/client-gone.ts";
import { logId } from "../log-id.ts";
import type { Settings } from "../options.ts";
import type { Random } from "../random.ts";
import type { StatefulRoom } from "../state/stateful-room.ts";
import { type ApiAnswer, refuse } from "./answer.ts";
import { AppTickets, type AppTicketsState } from "./auth/app-tickets.ts";
import { type IssuedTokenState, TokenOffice } from "./auth/token-office.ts";
import { EntityLedger, type EntityRecordState } from "./cardkit/entity-ledger.ts";
import { showStreamingEnded } from "./cardkit/show-entity.ts";
import { RateLimiter } from "./limits/rate-limiter.ts";
import { type Image, ImageStore } from "./media/image-store.ts";
import { respond } from "./respond.ts";
import type { ApiRoute } from "./route.ts";
import { API_ROUTES } from "./routes.ts";
import { serveRoute } from "./serve-route.ts";
import type { OpenApiServices } from "./services.ts";
import { unknownCall } from "./unknown-call.ts";

interface OpenApiDeps {
  readonly settings: Settings;
  readonly random: Random;
  readonly apps: AppRegistry;
  readonly views: Views;
  readonly faults: OpenApiServices["faults"];
}

/** Routes of a server of Node. */
interface NodeEnv {
  readonly Bindings: HttpBindings;
}

/** The platform's code for an error of its own. Source: general error codes. */
const INTERNAL_ERROR = 1_500;

/** What a snapshot has of the REST side. What was counted for rate limits is not kept. */
interface OpenApiState {
  readonly tokens: readonly IssuedTokenState[];
  readonly tickets: AppTicketsState;
  readonly images: readonly Image[];
  readonly entities: readonly EntityRecordState[];
}

/** The REST side of the platform: what bots call. */
export class OpenApi implements StatefulRoom<OpenApiState> {
  readonly #settings: Settings;
  readonly #random: Random;
  readonly #services: OpenApiServices;

  constructor({ settings, random, apps, views, faults }: OpenApiDeps) {
    const { clock, openApi } = settings;
    const { town } = views;
    this.#settings = settings;
    this.#random = random.stream("log ids");
    this.#services = {
      settings: openApi,
      clock,
      apps,
      town,
      views,
      tokens: new TokenOffice(clock, random.stream("tokens")),
      tickets: new AppTickets({
        clock,
        random: random.stream("app tickets"),
        lifetimeMs: openApi.appTicketLifetimeMs,
        apps: () => apps.all(),
      }),
      limiter: new RateLimiter(clock, openApi.rateLimits === "documented"),
      images: new ImageStore(random.stream("images")),
      entities: new EntityLedger(clock, (cardId) => showStreamingEnded(cardId, town)),
      faults,
    };
    const { images } = this.#services;
    if (openApi.imageKeys === "uploaded") town.isImage = (imageKey) => images.find(imageKey) !== undefined;
  }

  /** The HTTP routes. */
  routes(): Hono<NodeEnv> {
    const hono = new Hono<NodeEnv>();
    for (const route of API_ROUTES) {
      // With and without a slash at the end, as measured.
      hono.on(route.method, [route.path, `${route.path}/`], (context) => this.#serve(route, context));
    }
    return hono;
  }

  /** What a path that nobody serves answers. `others` is what there is besides the routes, for the text. */
  unknown({ req, env }: Context<NodeEnv>, others: string): Response {
    return this.#respond(unknownCall(req.method, req.path, API_ROUTES, others), env);
  }

  /** From now on the app's access tokens are refused with 99991663, as after a reset of its secret. */
  revokeTokens(appId: string): void {
    this.#services.tokens.revoke(appId);
  }

  snapshot(): OpenApiState {
    const { tokens, tickets, images, entities } = this.#services;
    return {
      tokens: tokens.snapshot(),
      tickets: tickets.snapshot(),
      images: images.snapshot(),
      entities: entities.snapshot(),
    };
  }

  restore(state: OpenApiState): void {
    const { tokens, tickets, images, entities, limiter } = this.#services;
    limiter.reset();
    tokens.restore(state.tokens);
    tickets.restore(state.tickets);
    images.restore(state.images);
    entities.restore(state.entities);
  }

  reset(): void {
    this.restore({ tokens: [], tickets: { tickets: [] }, images: [], entities: [] });
  }

  /** From now on a store app gets a new `app_ticket` every hour. */
  startTickets(): void {
    this.#services.tickets.start();
  }

  /** A new `app_ticket` at once. */
  pushTicket(app: App): Promise<Delivery> {
    return this.#services.tickets.push(app);
  }

  /** No timer is left. */
  close(): void {
    this.#services.entities.close();
    this.#services.tickets.close();
  }

  /** What a request is answered that could not be carried out because of a mistake in this package. */
  failed(error: unknown, { req, env }: Context<NodeEnv>): Response {
    if (error instanceof ClientGone) return answerNobody();
    this.#settings.logger.error("a call of the platform failed", {
      route: `${req.method} ${req.path}`,
      error: error instanceof Error ? error.stack : String(error),
    });
    const refusal = refuse(INTERNAL_ERROR, "Internal error of the emulator; its log has the stack.", { status: 500 });
    return this.#respond(refusal, env);
  }

  async #serve(route: ApiRoute, { req, env }: Context<NodeEnv>): Promise<Response> {
    const incoming = { raw: req.raw, path: req.path, params: req.param(), query: req.query() };
    return this.#respond(await serveRoute(route, incoming, this.#services), env);
  }

  #respond(answer: ApiAnswer, { outgoing }: HttpBindings): Response {
    return respond(answer, logId(this.#settings.clock.now(), this.#random), outgoing);
  }
}
