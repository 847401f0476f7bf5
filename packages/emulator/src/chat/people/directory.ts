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

interface UnionId {
  readonly user: User;
  readonly developer: string;
}

/** A person in a snapshot. */
export interface UserState {
  readonly userId: string;
  readonly name: string;
  readonly timezone: string;
  readonly locale: string;
  readonly email?: string | undefined;
  readonly tenantKey: string;
}

/** All companies, people and ids, as plain data. */
export interface DirectoryState {
  /** The default one first. */
  readonly tenants: readonly Tenant[];
  readonly users: readonly UserState[];
  readonly openIds: readonly { openId: string; appId: string; userId?: string; botOf?: string }[];
  readonly unionIds: readonly { unionId: string; developer: string; userId: string }[];
}

/**
 * Companies, people, and the ids by which apps know people and bots: `open_id` differs from app to app, `union_id`
 * from developer to developer (self-built apps of one company have the same), `user_id` is the company's own.
 */
export class Directory {
  readonly #random: Random;
  #defaultTenant: Tenant;
  readonly #tenants = new Map<string, Tenant>();
  readonly #users = new Map<string, User>();
  readonly #openIds = new Map<string, OpenId>();
  readonly #unionIds = new Map<string, UnionId>();
  readonly #made = new Map<string, string>();

  constructor(random: Random) {
    this.#random = random;
    this.#defaultTenant = this.#firstTenant();
    this.#tenants.set(this.#defaultTenant.tenantKey, this.#defaultTenant);
  }

  /** The company of everybody who names no other. */
  get defaultTenant(): Tenant {
    return this.#defaultTenant;
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
    return this.#unionIds.get(unionId)?.user;
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
    this.#unionIds.set(unionId, { user, developer });
    return unionId;
  }

  /** @param stream a generator for each person and each app, so that who is met first changes nobody's ids */
  snapshot(): DirectoryState {
    return {
      tenants: this.tenants,
      users: this.users.map(({ userId, name, timezone, locale, email, tenant }) => {
        return { userId, name, timezone, locale, email, tenantKey: tenant.tenantKey };
      }),
      openIds: [...this.#openIds].map(([openId, { holder, appId }]) => {
        return holder.kind === "user"
          ? { openId, appId, userId: holder.user.userId }
          : { openId, appId, botOf: holder.app.appId };
      }),
      unionIds: [...this.#unionIds].map(([unionId, { user, developer }]) => ({
        unionId,
        developer,
        userId: user.userId,
      })),
    };
  }

  /**
   * Puts back what `snapshot` has given. People who are there already stay the same objects.
   *
   * @param newUser makes a person
   * @param appOf finds an app, which is there already
   */
  restore(
    state: DirectoryState,
    newUser: (user: UserState, tenant: Tenant) => User,
    appOf: (appId: string) => App,
  ): void {
    const before = new Map(this.#users);
    this.#clear();
    for (const tenant of state.tenants) this.#tenants.set(tenant.tenantKey, tenant);
    this.#defaultTenant = state.tenants[0] ?? this.#firstTenant();
    for (const saved of state.users) {
      const tenant = this.#tenants.get(saved.tenantKey) ?? this.#defaultTenant;
      this.#users.set(saved.userId, before.get(saved.userId) ?? newUser(saved, tenant));
    }
    for (const { openId, appId, userId, botOf } of state.openIds) {
      const holder: Holder =
        botOf === undefined ? { kind: "user", user: this.#known(userId) } : { kind: "bot", app: appOf(botOf) };
      this.#openIds.set(openId, { holder, appId });
      this.#made.set(`${botOf ?? userId} ${appId}`, openId);
    }
    for (const { unionId, developer, userId } of state.unionIds) {
      this.#unionIds.set(unionId, { user: this.#known(userId), developer });
      this.#made.set(`${userId} on ${developer}`, unionId);
    }
  }

  /** Nobody is there any more. */
  reset(): void {
    this.#clear();
    this.#defaultTenant = this.#firstTenant();
    this.#tenants.set(this.#defaultTenant.tenantKey, this.#defaultTenant);
  }

  #clear(): void {
    for (const things of [this.#tenants, this.#users, this.#openIds, this.#unionIds, this.#made]) things.clear();
  }

  #firstTenant(): Tenant {
    return { tenantKey: this.#random.once("company").hex(16), name: "Emulated company" };
  }

  #known(userId: string | undefined): User {
    const user = this.#users.get(String(userId));
    if (user === undefined) throw new Error(`there is no user ${userId}`);
    return user;
  }

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
