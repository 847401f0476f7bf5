import type { App } from "../../apps/app.ts";
import type { User } from "../people/user.ts";

/** A chat as the platform has it, whoever looks at it: one person and one bot, or a group. */
export class Conversation {
  /** `oc_…` */
  readonly chatId: string;
  readonly kind: "p2p" | "group";
  /** Empty between a person and a bot. */
  readonly name: string;
  readonly #people: Set<User>;
  readonly #bots: Set<App>;
  #dissolved = false;

  constructor(chatId: string, kind: "p2p" | "group", name: string, people: Iterable<User>, bots: Iterable<App>) {
    this.chatId = chatId;
    this.kind = kind;
    this.name = name;
    this.#people = new Set(people);
    this.#bots = new Set(bots);
  }

  /** In order of joining. */
  get people(): User[] {
    return [...this.#people];
  }

  /** In order of joining. */
  get bots(): App[] {
    return [...this.#bots];
  }

  get dissolved(): boolean {
    return this.#dissolved;
  }

  has(member: User | App): boolean {
    return this.#people.has(member as User) || this.#bots.has(member as App);
  }

  join(member: { readonly user: User } | { readonly app: App }): void {
    if ("user" in member) this.#people.add(member.user);
    else this.#bots.add(member.app);
  }

  leave(member: User | App): void {
    this.#people.delete(member as User);
    this.#bots.delete(member as App);
  }

  /** Goes back to other members, and to being alive or not. */
  restore(people: Iterable<User>, bots: Iterable<App>, dissolved: boolean): void {
    this.#people.clear();
    this.#bots.clear();
    for (const user of people) this.#people.add(user);
    for (const app of bots) this.#bots.add(app);
    this.#dissolved = dissolved;
  }

  dissolve(): void {
    this.#dissolved = true;
  }
}
