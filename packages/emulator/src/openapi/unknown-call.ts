import { type ApiRefusal, refuse } from "./answer.ts";
import { nearestRoute } from "./nearest-route.ts";
import type { ApiRoute } from "./route.ts";

/** Source: general error codes. No call that exists answers with these. */
const UNKNOWN_PATH = 99_991_201;
const WRONG_METHOD = 99_991_301;

const MAX_SHOWN_PATH = 200;

/**
 * What a call that is not there answers: the documented code, HTTP 404, and the nearest call that is there. The platform
 * was measured to answer with the text "404 page not found" instead, which tells nobody anything.
 *
 * @param others what there is besides `routes`, for the text
 */
export function unknownCall(method: string, path: string, routes: readonly ApiRoute[], others: string): ApiRefusal {
  const shown = path.length > MAX_SHOWN_PATH ? `${path.slice(0, MAX_SHOWN_PATH)}…` : path;
  const sameRoute = routes.filter((route) => matches(route.path, path));
  const nearest = nearestRoute(method, path, sameRoute.length > 0 ? sameRoute : routes);
  const hint =
    nearest === undefined ? "" : ` The nearest that does: ${nearest.method} ${nearest.path} (${nearest.what}).`;
  const code = sameRoute.length > 0 ? WRONG_METHOD : UNKNOWN_PATH;
  return refuse(code, `${method} ${shown} does not exist in this emulator.${hint} Besides REST there are: ${others}.`, {
    status: 404,
  });
}

function matches(route: string, path: string): boolean {
  const pattern = route.split("/");
  const asked = path.replace(/\/$/, "").split("/", pattern.length + 1);
  return pattern.length === asked.length && pattern.every((part, at) => part.startsWith(":") || part === asked[at]);
}
