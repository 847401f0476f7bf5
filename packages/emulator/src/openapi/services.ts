import type { AppRegistry } from "../apps/app-registry.ts";
import type { Town } from "../chat/town.ts";
import type { Views } from "../chat/views.ts";
import type { Clock } from "../clock.ts";
import type { FaultSwitches } from "../faults/fault-switches.ts";
import type { AppTickets } from "./auth/app-tickets.ts";
import type { TokenOffice } from "./auth/token-office.ts";
import type { EntityLedger } from "./cardkit/entity-ledger.ts";
import type { RateLimiter } from "./limits/rate-limiter.ts";
import type { ImageStore } from "./media/image-store.ts";
import type { OpenApiSettings } from "./open-api-options.ts";

/** What the calls work with. */
export interface OpenApiServices {
  readonly settings: OpenApiSettings;
  readonly clock: Clock;
  readonly apps: AppRegistry;
  readonly town: Town;
  readonly views: Views;
  readonly tokens: TokenOffice;
  readonly tickets: AppTickets;
  readonly limiter: RateLimiter;
  readonly images: ImageStore;
  readonly entities: EntityLedger;
  /** Asked once per call, after the token was looked at and before anything else. */
  readonly faults: Pick<FaultSwitches, "restError">;
}
