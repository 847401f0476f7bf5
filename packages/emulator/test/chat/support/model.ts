import { ManualClock } from "../../../../../test/support/manual-clock.ts";
import { Activity } from "../../../src/activity/activity.ts";
import type { App } from "../../../src/apps/app.ts";
import type { AppOptions } from "../../../src/apps/app-options.ts";
import { AppRegistry } from "../../../src/apps/app-registry.ts";
import type { CardChecks } from "../../../src/chat/cards/check-card.ts";
import { resolveQuirks } from "../../../src/chat/interaction/quirks.ts";
import { Town } from "../../../src/chat/town.ts";
import { Views } from "../../../src/chat/views.ts";
import type { Delivery } from "../../../src/delivery/delivery.ts";
import type { JsonObject } from "../../../src/json-object.ts";
import { silentLogger } from "../../../src/logger.ts";
import { Random } from "../../../src/random.ts";

/** The model without a server: people, apps and chats, no connection. */
export interface Model {
  readonly town: Town;
  readonly views: Views;
  readonly clock: ManualClock;
  newApp(options?: AppOptions): App;
}

/** @param answerCallback what the app answers to every callback; without it there must be none */
export function newModel(answerCallback?: () => JsonObject, cardChecks: CardChecks = "strict"): Model {
  const clock = new ManualClock();
  const random = new Random(1);
  const town = new Town({
    clock,
    random: random.fork(),
    maxMessages: 100,
    maxCardVersions: 5,
    cardChecks,
    templateVariables: "lenient",
  });
  const nothing = async (): Promise<never> => {
    throw new Error("the model delivers nothing by itself");
  };
  const delivery = {
    clock,
    random,
    activity: new Activity(clock, silentLogger),
    connections: () => [],
    sendEvent: nothing,
    disconnect: () => false,
    sendCallback: async () => {
      const answer = answerCallback?.() ?? (await nothing());
      return { code: 0, reason: "The app answered.", answer, latencyMs: 0, delivery: {} as Delivery };
    },
    verifyRequestUrl: nothing,
  };
  const apps = new AppRegistry(random.stream("apps"), delivery, () => town.directory.defaultTenant.tenantKey);
  return {
    town,
    views: new Views({ town, random: random.fork(), quirks: resolveQuirks({}), apps: () => apps.all() }),
    clock,
    newApp: (options = {}) => apps.create(options),
  };
}
