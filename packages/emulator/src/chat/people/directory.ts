import type { App } from "../../apps/app.ts";
import type { Random } from "../../random.ts";
import type { Tenant } from "./tenant.ts";
import type { User } from "./user.ts";

/** Who is behind an id: a person, or an app's bot. */
export type Holder = { readonly kind: "user"; readonly user: User } | { readonly kind: "bot"; readonly app: App };

/** An id inside one app, and whose it is. */
interface OpenId {
  readonly holder: Holder;
  readonly appId: string;
}

/**
 * Companies, people, and the ids by which apps know people and bots: `open_id` differs from app to app, `union_id`
 * from developer to developer (self-built apps of one company have the same), `user_id` is the company's own.
 */
export class Directory {
  readonly defaultTenant: Tenant;
  readonly #random: Random;
  readonly #tenants = new Map<string, Tenant>();
  readonly #users = new Map<string, User>();
  readonly #openIds = new Map<string, OpenId>();
  readonly #unionIds = new Map<string, User>();
  readonly #made = new Map<string, string>();

  constructor(tenantKey: string, random: Random) {
    this.#random = random;
    this.defaultTenant = { tenantKey, name: "Emulated company" };
    this.#tenants.set(tenantKey, this.defaultTenant);
  }

  addTenant(name: string): Tenant {
    const tenant = { tenantKey: this.#random.hex(16), name };
    this.#tenants.set(tenant.tenantKey, tenant);
    return tenant;
  }

  tenant(tenantKey: string): Tenant | undefined {
    return this.#tenants.get(tenantKey);
  }

  get tenants(): Tenant[] {
    return [...this.#tenants.values()];
  }

  newUserId(): string {
    return this.#random.hex(8);
  }

  addUser(user: User): void {
    this.#users.set(user.userId, user);
  }

  user(userId: string): User | undefined {
    return this.#users.get(userId);
  }

  get users(): User[] {
    return [...this.#users.values()];
  }

  byEmail(email: string): User | undefined {
    return this.users.find((user) => user.email === email);
  }

  byUnionId(unionId: string): User | undefined {
    return this.#unionIds.get(unionId);
  }

  /** Whose `openId` is, and in which app. */
  byOpenId(openId: string): { readonly holder: Holder; readonly appId: string } | undefined {
    return this.#openIds.get(openId);
  }

  /** The name behind any kind of id. */
  nameOf(id: string): string | undefined {
    const holder = this.byOpenId(id)?.holder;
    if (holder?.kind === "bot") return holder.app.name;
    return (holder?.user ?? this.byUnionId(id) ?? this.user(id) ?? this.byEmail(id))?.name;
  }

  openIdOf(user: User, app: App): string {
    const meant: OpenId = { holder: { kind: "user", user }, appId: app.appId };
    return this.#openId(`${user.userId} ${app.appId}`, meant, user.userId);
  }

  /** The bot of `app`, as `viewer` knows it. An app knows its own bot by what `bot/v3/info` answers. */
  botOpenId(app: App, viewer: App = app): string {
    const meant: OpenId = { holder: { kind: "bot", app }, appId: viewer.appId };
    return this.#openId(`${app.appId} ${viewer.appId}`, meant, viewer.appId);
  }

  unionIdOf(user: User, developer: string): string {
    const random = this.#random.stream(`${user.userId}/unions`);
    const unionId = this.#once(`${user.userId} on ${developer}`, () => `on_${random.hex(32)}`);
    this.#unionIds.set(unionId, user);
    return unionId;
  }

  /** @param stream a generator for each person and each app, so that who is met first changes nobody's ids */
  #openId(key: string, meant: OpenId, stream: string): string {
    const openId = this.#once(key, () => `ou_${this.#random.stream(stream).hex(32)}`);
    this.#openIds.set(openId, meant);
    return openId;
  }

  #once(key: string, make: () => string): string {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.#made.set(key, id);
    return id;
  }
}
