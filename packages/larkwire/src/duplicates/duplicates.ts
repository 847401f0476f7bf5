import { type Envelope, isCallbackType } from "@larkwire/protocol";
import type { ResolvedDuplicates } from "./duplicate-options.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import { EventClaim } from "./event-claim.ts";
import { appIdOf, eventKeys } from "./event-keys.ts";
import { EventMemory } from "./event-memory.ts";

/** What one dispatcher remembers of events, callbacks and works, whichever transport they came by. */
export class Duplicates {
  /** What processes of the app share, if anything. */
  readonly store: DuplicateStore | undefined;
  readonly storeTimeoutMs: number;
  readonly #isOn: boolean;
  readonly #events: EventMemory;
  /** Apart, so that no flood of clicks makes an event forgotten. */
  readonly #callbacks: EventMemory;
  readonly #works: EventMemory;

  constructor(options: ResolvedDuplicates) {
    this.store = options.store;
    this.storeTimeoutMs = options.storeTimeoutMs;
    this.#isOn = options.isOn;
    this.#events = new EventMemory(options.events);
    this.#callbacks = new EventMemory(options.callbacks);
    this.#works = new EventMemory(options.callbacks);
  }

  /**
   * The claim of a delivery on its event, held by `owner` unless another delivery has it; nothing for an envelope that is
   * never a repeat. Happens at once, so that two deliveries in the same moment cannot both be the first.
   */
  claim(envelope: Envelope, owner: object): EventClaim | undefined {
    if (!this.#isOn) return undefined;
    const keys = eventKeys(envelope);
    if (keys.length === 0) return undefined;
    const memory = isCallbackType(envelope.type) ? this.#callbacks : this.#events;
    return new EventClaim(memory.claim(keys, owner), memory, this);
  }

  /** The claim of a work of the app's own on `key`, which is the app's own, too. */
  claimWork(envelope: Envelope, key: string, owner: object): EventClaim {
    const keys = [`${appIdOf(envelope)}:once:${key}`];
    return new EventClaim(this.#works.claim(keys, owner), this.#works, this);
  }
}
