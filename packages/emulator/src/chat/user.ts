import type { UserId } from "@larkwire/protocol";
import type { App } from "../apps/app.ts";
import type { Random } from "../random.ts";
import type { Chat } from "./chat.ts";

/** The permission without which an app does not see `user_id`. */
const EMPLOYEE_ID_SCOPE = "contact:user.employee_id:readonly";

/** What `emulator.createUser` takes. */
export interface UserOptions {
  /** Shown in the chat. */
  readonly name: string;
  /** IANA name, sent with form submits. Default `"Asia/Shanghai"`. */
  readonly timezone?: string | undefined;
}

/** A person in the company of the emulated apps. */
export class User {
  readonly name: string;
  readonly timezone: string;
  /** Id inside the company. */
  readonly userId: string;
  /** `on_…`: the same for all apps. */
  readonly unionId: string;
  readonly #random: Random;
  readonly #openIds = new Map<string, string>();
  readonly #openChat: (user: User, app: App) => Chat;

  constructor(options: UserOptions, random: Random, openChat: (user: User, app: App) => Chat) {
    this.name = options.name;
    this.timezone = options.timezone ?? "Asia/Shanghai";
    this.userId = random.hex(8);
    this.unionId = `on_${random.hex(32)}`;
    this.#random = random.fork();
    this.#openChat = openChat;
  }

  /** `ou_…`: the person's id inside one app, different in every app. */
  openId(app: App): string {
    const known = this.#openIds.get(app.appId);
    if (known !== undefined) return known;
    const openId = `ou_${this.#random.hex(32)}`;
    this.#openIds.set(app.appId, openId);
    return openId;
  }

  /** All ids that `app` may see. */
  ids(app: App): UserId {
    const userId = app.scopes.includes(EMPLOYEE_ID_SCOPE) ? { user_id: this.userId } : {};
    return { open_id: this.openId(app), union_id: this.unionId, ...userId };
  }

  /** The chat of this person with the app's bot; the same object every time. */
  openChat(app: App): Chat {
    return this.#openChat(this, app);
  }
}
