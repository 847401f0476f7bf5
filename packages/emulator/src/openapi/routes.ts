import { AUTH_ROUTES } from "./auth/auth-routes.ts";
import { IMAGE_ROUTES } from "./media/image-routes.ts";
import { OUTBOUND_IP_ROUTE } from "./platform/outbound-ip-route.ts";
import type { ApiRoute } from "./route.ts";

/** Every REST call there is. The HTTP routes are made from it, and FIDELITY.md is compared with it. */
export const API_ROUTES: readonly ApiRoute[] = [...AUTH_ROUTES, ...IMAGE_ROUTES, OUTBOUND_IP_ROUTE];
