import { Hono } from "hono";
import { AdminError } from "../errors.ts";
import { nearestRoute } from "../openapi/nearest-route.ts";
import type { AdminDeps } from "./admin-deps.ts";
import { errorAnswer } from "./answers.ts";
import { addCardRoutes } from "./card-routes.ts";
import { addChatRoutes } from "./chat-routes.ts";
import { addConsoleRoutes } from "./console-routes.ts";
import { addDeliveryRoutes } from "./delivery-routes.ts";
import { addEventRoutes } from "./event-routes.ts";
import { addFaultRoutes } from "./fault-routes.ts";
import { addGroupRoutes } from "./group-routes.ts";
import { addInspectionRoutes } from "./inspection-routes.ts";
import { addMessageRoutes } from "./message-routes.ts";
import { refuseForeignRequests } from "./same-origin.ts";
import { addSetupRoutes } from "./setup-routes.ts";
import { addStateRoutes } from "./state-routes.ts";

/** The one door for console, command line and tests in other languages. Every route is documented in the README. */
export function adminRoutes(deps: AdminDeps): Hono {
  const routes = new Hono();
  routes.onError((error) => errorAnswer(error, deps.logger));
  routes.use(refuseForeignRequests(deps.boundHost));
  addInspectionRoutes(routes, deps);
  addDeliveryRoutes(routes, deps);
  addSetupRoutes(routes, deps);
  addConsoleRoutes(routes, deps);
  addGroupRoutes(routes, deps);
  addChatRoutes(routes, deps);
  addMessageRoutes(routes, deps);
  addCardRoutes(routes, deps);
  addFaultRoutes(routes, deps);
  addStateRoutes(routes, deps);
  addEventRoutes(routes, deps);
  const known = routes.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, path: `/_emu${path}` }));
  routes.all("*", ({ req }) => {
    const nearest = nearestRoute(req.method, req.path, known);
    const hint = nearest === undefined ? "" : ` The nearest that does: ${nearest.method} ${nearest.path}.`;
    throw new AdminError(
      "unknown_route",
      `${req.method} ${req.path} does not exist.${hint} The package's README lists all ${known.length}.`,
    );
  });
  return routes;
}
