import type { TestContext } from "node:test";
import { ManualClock } from "../../../../test/support/manual-clock.ts";
import type { App, AppOptions, Card, Chat, Emulator, EmulatorOptions, User } from "../../src/index.ts";
import { startEmulator } from "../../src/index.ts";

/** An emulator with one app, one person and their chat, closed when the test ends. */
export interface World {
  readonly emulator: Emulator;
  readonly clock: ManualClock;
  readonly app: App;
  readonly alice: User;
  readonly chat: Chat;
  /** A card with the button "Approve". */
  postCard(): Card;
}

/** Time stands still in it, so that no deadline passes by itself. */
export async function startWorld(
  test: TestContext,
  options: EmulatorOptions = {},
  appOptions: AppOptions = {},
): Promise<World> {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock, seed: 1, ...options });
  test.after(() => emulator.close());
  const app = emulator.createApp(appOptions);
  const alice = emulator.createUser({ name: "Alice" });
  const chat = alice.openChat(app);
  return { emulator, clock, app, alice, chat, postCard: () => chat.postCard(cardV2([button("Approve", { id: 7 })])) };
}

export function cardV2(elements: object[]): object {
  return { schema: "2.0", body: { elements } };
}

/** A 2.0 button; without `value` it has no behaviors. */
export function button(text: string, value?: unknown, more: object = {}): object {
  const behaviors = value === undefined ? {} : { behaviors: [{ type: "callback", value }] };
  return { tag: "button", text: { tag: "plain_text", content: text }, ...behaviors, ...more };
}
