import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "@larkwire/emulator";
import { cardWithButtons } from "../../test/support/cards.ts";
import { restartEmulator } from "../../test/support/restart-emulator.ts";
import { nodeBot } from "../support/node-bot.ts";
import { OfficialBot, untilAnswered } from "../support/official-bot.ts";

const clientConfig = { reconnectNonceMs: 0, reconnectIntervalMs: 1_000 };

test("connects again and answers after the platform has cut the connection", async () => {
  const first = await startEmulator({ clientConfig });
  const app = first.createApp();
  await using bot = await OfficialBot.connect(nodeBot("toast.mjs"), first, app);
  await first.close();

  await using second = await restartEmulator(first, { clientConfig });
  const sameApp = second.createApp({ appId: app.appId, appSecret: app.appSecret });
  await bot.hasPinged(sameApp);
  const card = second.createUser({ name: "Alice" }).openChat(sameApp).postCard(cardWithButtons("Approve"));
  const { code, reason } = await untilAnswered(() => card.click("Approve"));
  assert.equal(code, 0, reason);
});
