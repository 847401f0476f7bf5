import { type App, type Card, type Chat, type Emulator, type EmulatorOptions, startEmulator } from "@larkwire/emulator";
import { cardWithButtons } from "./cards.ts";

/** An emulator with one app, and one person's chat with its bot. Disposing closes the emulator. */
export interface World extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly app: App;
  readonly chat: Chat;
  /** A card with the button "Approve". */
  postCard(): Card;
}

export async function startWorld(options: EmulatorOptions = {}): Promise<World> {
  const emulator = await startEmulator(options);
  const app = emulator.createApp();
  const chat = emulator.createUser({ name: "Alice" }).openChat(app);
  return {
    emulator,
    app,
    chat,
    postCard: () => chat.postCard(cardWithButtons("Approve")),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
