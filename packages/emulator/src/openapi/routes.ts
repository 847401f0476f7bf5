import { AUTH_ROUTES } from "./auth/auth-routes.ts";
import { STORE_APP_ROUTES } from "./auth/store-app-routes.ts";
import { CARD_UPDATE_ROUTE } from "./card-update/update-route.ts";
import { CARD_ROUTES } from "./cardkit/card-routes.ts";
import { ELEMENT_ROUTES } from "./cardkit/element-routes.ts";
import { CHAT_ROUTES } from "./chats/chat-routes.ts";
import { EPHEMERAL_ROUTES } from "./ephemeral/ephemeral-routes.ts";
import { IMAGE_ROUTES } from "./media/image-routes.ts";
import { CHANGE_ROUTES } from "./messages/change-routes.ts";
import { REACTION_ROUTES } from "./messages/reaction-routes.ts";
import { READ_ROUTES } from "./messages/read-routes.ts";
import { SEND_ROUTES } from "./messages/send-routes.ts";
import { BOT_INFO_ROUTE } from "./platform/bot-info-route.ts";
import { OUTBOUND_IP_ROUTE } from "./platform/outbound-ip-route.ts";
import { REFRESH_ROUTE } from "./previews/refresh-route.ts";
import type { ApiRoute } from "./route.ts";

/** Every REST call there is. The HTTP routes are made from it, and FIDELITY.md is compared with it. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...AUTH_ROUTES,
  ...STORE_APP_ROUTES,
  BOT_INFO_ROUTE,
  ...SEND_ROUTES,
  ...READ_ROUTES,
  ...CHANGE_ROUTES,
  ...REACTION_ROUTES,
  ...EPHEMERAL_ROUTES,
  CARD_UPDATE_ROUTE,
  REFRESH_ROUTE,
  ...CHAT_ROUTES,
  ...CARD_ROUTES,
  ...ELEMENT_ROUTES,
  ...IMAGE_ROUTES,
  OUTBOUND_IP_ROUTE,
];
