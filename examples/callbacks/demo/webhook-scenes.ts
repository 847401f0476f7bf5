import { BUTTON, LEGACY_CARD } from "./card.ts";
import type { Platform } from "./platform.ts";
import { legacyReport, route, row } from "./report.ts";
import { type Demand, type Faults, faultsOfWebhookScenes } from "./verdict.ts";

/** What only a webhook carries, or shows better: an event of schema 1.0, and the legacy callback of a click. */
export async function playWebhookScenes(
  { app, door }: Platform,
  chatId: string,
  serverUrl: string,
  demand: Demand,
): Promise<Faults> {
  console.log("\n3. An approval about being out of the office goes through.");
  const event = { type: "out_approval", version: "p1", event: { out_name: "外出", out_unit: "HOUR" } };
  const delivery = await door.sendEvent(app.appId, event);
  console.log(row("route", route(delivery)));

  const requestUrl = `${serverUrl}/card`;
  await door.configure(app.appId, {
    callbacks: { mode: "webhook", requestUrl, subscribed: ["card.action.trigger_v1"] },
  });
  const { messageId } = await door.postCard(chatId, LEGACY_CARD);
  console.log(`\n4. Now the app has the legacy callback. Alice clicks "${BUTTON}" on an old card.`);
  const click = await door.click(messageId, BUTTON);
  const { content } = await door.shownCard(messageId);
  console.log(legacyReport(click, content));
  return faultsOfWebhookScenes(demand, delivery, click, content);
}
