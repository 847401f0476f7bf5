import { AUTH_ROUTES } from "./auth/auth-routes.ts";
import { CARD_ROUTES } from "./cardkit/card-routes.ts";
import { ELEMENT_ROUTES } from "./cardkit/element-routes.ts";
import { IMAGE_ROUTES } from "./media/image-routes.ts";
import { OUTBOUND_IP_ROUTE } from "./platform/outbound-ip-route.ts";
import type { ApiRoute } from "./route.ts";

/** Every REST call there is. The HTTP routes are made from it, and FIDELITY.md is compared with it. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...AUTH_ROUTES,
  ...CARD_ROUTES,
  ...ELEMENT_ROUTES,
  ...IMAGE_ROUTES,
  OUTBOUND_IP_ROUTE,
];
