import type { UserId } from "@larkwire/protocol";
import type { App } from "../../apps/app.ts";
import type { Chat } from "../chat.ts";
import type { GroupChat } from "../group-chat.ts";
import type { Group } from "../messages/group.ts";
import type { Tenant } from "./tenant.ts";

/** The permission without which an app does not see `user_id`. */
const EMPLOYEE_ID_SCOPE = "contact:user.employee_id:readonly";

/** What `emulator.createUser` takes. */
export interface UserOptions {
  /** Shown in the chat. */
  readonly name: string;
  /** IANA name, sent with form submits and dates. Default `"Asia/Shanghai"`. */
  readonly timezone?: string | undefined;
  /** The language the person's client shows, such as `"en_us"`. Default `"zh_cn"`. */
  readonly locale?: string | undefined;
  /** By which a bot can address the person. Default: none. */
  readonly email?: string | undefined;
  /** The company. Default: the one the emulator starts with. */
  readonly tenant?: Tenant | undefined;
}

/** What a person needs of the rest of the emulator. */
export interface UserHost {
  openIdOf(user: User, app: App): string;
  unionIdOf(user: User, developer: string): string;
  openChat(user: User, app: App): Chat;
  openGroup(user: User, group: Group): GroupChat;
}

/** A person, as all apps together know them. */
export class User {
  /** Shown in chats. */
  readonly name: string;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timezone: string;
  /** Such as `zh_cn`. */
  readonly locale: string;
  /** By which a bot can address the person. */
  readonly email: string | undefined;
  /** The company. */
  readonly tenant: Tenant;
  /** Id inside the company. */
  readonly userId: string;
  readonly #host: UserHost;

  constructor(userId: string, options: UserOptions & { tenant: Tenant }, host: UserHost) {
    this.userId = userId;
    this.name = options.name;
    this.timezone = options.timezone ?? "Asia/Shanghai";
    this.locale = options.locale ?? "zh_cn";
    this.email = options.email;
    this.tenant = options.tenant;
    this.#host = host;
  }

  /** `on_…`: the same for all apps that were built in the person's own company. */
  get unionId(): string {
    return this.#host.unionIdOf(this, this.tenant.tenantKey);
  }

  /** `ou_…`: the person's id inside one app, different in every app. */
  openId(app: App): string {
    return this.#host.openIdOf(this, app);
  }

  /** All ids that `app` may see. `user_id` takes the scope `contact:user.employee_id:readonly`. */
  ids(app: App): UserId {
    const userId = app.published.scopes.includes(EMPLOYEE_ID_SCOPE) ? { user_id: this.userId } : {};
    return { open_id: this.openId(app), union_id: this.#host.unionIdOf(this, app.tenantKey), ...userId };
  }

  /** The chat of this person with the app's bot; the same object every time. */
  openChat(app: App): Chat {
    return this.#host.openChat(this, app);
  }

  /**
   * A group as this person sees it; the same object every time.
   *
   * @throws EmulatorError `bad_argument` when the person is not in it
   */
  openGroup(group: Group): GroupChat {
    return this.#host.openGroup(this, group);
  }
}
