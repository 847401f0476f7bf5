/** Things that arrive, kept until somebody takes them. */
export class Mailbox<T> {
  readonly #items: T[] = [];
  readonly #waiters: { readonly wants: (item: T) => boolean; readonly give: (item: T) => void }[] = [];
  #total = 0;

  /** How many have arrived, taken ones included. */
  get total(): number {
    return this.#total;
  }

  /** How many wait to be taken. */
  get size(): number {
    return this.#items.length;
  }

  put(item: T): void {
    this.#total += 1;
    const index = this.#waiters.findIndex((waiter) => waiter.wants(item));
    if (index < 0) this.#items.push(item);
    else this.#waiters.splice(index, 1)[0]?.give(item);
  }

  /** The first item that fits, now or when it arrives. */
  take(wants: (item: T) => boolean = () => true): Promise<T> {
    const index = this.#items.findIndex(wants);
    const [item] = index < 0 ? [] : this.#items.splice(index, 1);
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((give) => this.#waiters.push({ wants, give }));
  }
}
