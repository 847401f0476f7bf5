import type { FaultSwitches } from "../../faults/fault-switches.ts";
import type { Random } from "../../random.ts";
import type { Delivery } from "../delivery.ts";

/** Events that are pushed once more although they succeeded, as the platform says may happen. */
export class DuplicateEvents {
  readonly #probability: number;
  readonly #random: Random;
  readonly #switches: FaultSwitches;

  constructor(probability: number, random: Random, switches: FaultSwitches) {
    this.#probability = probability;
    this.#random = random;
    this.#switches = switches;
  }

  /** Whether an event that has just succeeded is pushed once more. */
  due({ appId, transport }: Pick<Delivery, "appId" | "transport">): boolean {
    if (this.#switches.take("repeat_event", { appId, transport }) !== undefined) return true;
    return this.#probability > 0 && this.#random.stream(appId).below(1_000_000) < this.#probability * 1_000_000;
  }
}
