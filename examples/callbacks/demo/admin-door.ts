import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionInfo, Delivery, Outcome, Preview } from "@larkwire/emulator";
import { DemoError } from "./demo-error.ts";

const POLL_MS = 20;

/** A card as far as the demo looks at it. */
export interface ShownCard {
  readonly header?: { readonly title?: { readonly content?: string }; readonly template?: string };
}

/** The emulator's HTTP door, as far as the demo needs it. Any language could do the same: it is plain JSON. */
export class AdminDoor {
  readonly #url: string;
  readonly #signal: AbortSignal;

  constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  /** Waits until the app has a connection. */
  async nextConnection(appId: string): Promise<ConnectionInfo> {
    for (;;) {
      const [connection] = await this.#call<ConnectionInfo[]>("GET", `/connections?appId=${appId}`);
      if (connection !== undefined) return connection;
      await sleep(POLL_MS, undefined, { signal: this.#signal }).catch(() => this.#signal.throwIfAborted());
    }
  }

  /** Saves settings in the app's developer console and publishes them. */
  async configure(appId: string, settings: object): Promise<void> {
    await this.#call("PATCH", `/apps/${appId}/console`, settings);
    await this.#call("POST", `/apps/${appId}/console/publish`);
  }

  sendEvent(appId: string, event: object): Promise<Delivery> {
    return this.#call("POST", `/apps/${appId}/events`, event);
  }

  createUser(name: string): Promise<{ userId: string }> {
    return this.#call("POST", "/users", { name });
  }

  openChat(userId: string, appId: string): Promise<{ chatId: string }> {
    return this.#call("POST", "/chats", { userId, appId });
  }

  postCard(chatId: string, card: object): Promise<{ messageId: string }> {
    return this.#call("POST", `/chats/${chatId}/cards`, { card });
  }

  shownCard(messageId: string): Promise<{ content: ShownCard }> {
    return this.#call("GET", `/cards/${messageId}`);
  }

  click(messageId: string, target: string): Promise<Outcome> {
    return this.#call("POST", `/cards/${messageId}/click`, { target });
  }

  paste(chatId: string, url: string): Promise<Preview> {
    return this.#call("POST", `/chats/${chatId}/paste`, { url });
  }

  async #call<T>(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<T> {
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${this.#url}${path}`, { method, body: text, signal: this.#signal }).catch(
      (error: unknown) => {
        this.#signal.throwIfAborted();
        throw error;
      },
    );
    const answer = (await response.json()) as { ok: true; data: T } | { ok: false; error: { message: string } };
    if (answer.ok) return answer.data;
    throw new DemoError(`the emulator refused ${method} ${path}: ${answer.error.message}`);
  }
}
