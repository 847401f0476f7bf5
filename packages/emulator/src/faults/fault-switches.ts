import type { Activity } from "../activity/activity.ts";
import { ArgumentError } from "../errors.ts";
import type { Random } from "../random.ts";
import { checkedFault } from "./check-fault.ts";
import type { Fault, FaultKind, FaultOf, FaultReport } from "./fault.ts";
import { transportsOf } from "./fault-transports.ts";
import type { FaultPlace, Faults, StrikePlace } from "./faults.ts";
import { type RestAnswer, type RestCall, routeMatches } from "./rest-error.ts";

/** Faults that may stand at the same time, the spent ones among them. */
const MAX_FAULTS = 1_000;

interface Standing {
  readonly faultId: string;
  readonly fault: Fault;
  acted: number;
}

/** Holds the faults and says to each room, when it asks, whether one strikes there. */
export class FaultSwitches implements Faults {
  /** Chance for faults that need some; apart from all other chance, so that a fault changes no id. */
  readonly random: Random;
  readonly #activity: Activity;
  readonly #standing = new Map<string, Standing>();
  readonly #listeners = new Set<() => void>();
  #endConnections: (place: FaultPlace, code: number | "cut") => number = () => 0;
  #added = 0;

  constructor(random: Random, activity: Activity) {
    this.random = random;
    this.#activity = activity;
  }

  add(fault: Fault): FaultReport {
    const checked = checkedFault(fault);
    if (this.#standing.size >= MAX_FAULTS) {
      throw new ArgumentError("bad_argument", `There are ${MAX_FAULTS} faults already. Clear some first.`);
    }
    this.#added += 1;
    const standing = { faultId: `fault-${this.#added}`, fault: checked, acted: 0 };
    this.#standing.set(standing.faultId, standing);
    this.#tell();
    return report(standing);
  }

  list(): FaultReport[] {
    return [...this.#standing.values()].map(report);
  }

  clear(faultId?: string): number {
    const ids = faultId === undefined ? [...this.#standing.keys()] : [faultId];
    const cleared = ids.filter((id) => this.#standing.delete(id)).length;
    if (cleared > 0) this.#tell();
    return cleared;
  }

  closeConnections(place: FaultPlace & { readonly code?: number | undefined } = {}): number {
    const { code = 1000, ...where } = place;
    checkedFault({ kind: "close", code, ...where });
    return this.#endConnections(where, code);
  }

  cutConnections(place: FaultPlace = {}): number {
    checkedFault({ kind: "cut", ...place });
    return this.#endConnections(place, "cut");
  }

  /** The first fault of this kind that meets `place`, now used once. */
  take<K extends FaultKind>(kind: K, place: StrikePlace, fits = (_fault: FaultOf<K>) => true): FaultOf<K> | undefined {
    return this.takeStanding(kind, place, fits)?.fault;
  }

  /** The same, with the id by which it can be asked for later. */
  takeStanding<K extends FaultKind>(
    kind: K,
    place: StrikePlace,
    fits = (_fault: FaultOf<K>) => true,
  ): { readonly faultId: string; readonly fault: FaultOf<K> } | undefined {
    for (const standing of this.#standing.values()) {
      const { fault, faultId } = standing;
      if (fault.kind !== kind || !meets(standing, place) || !fits(fault as FaultOf<K>)) continue;
      standing.acted += 1;
      this.#activity.publish({ type: "fault_acted", faultId, kind, ...place });
      return { faultId, fault: fault as FaultOf<K> };
    }
    return undefined;
  }

  /** What a call is answered with in place of the true answer. */
  restError(call: RestCall): RestAnswer | undefined {
    const fault = this.take("rest_error", { appId: call.appId }, ({ route }) => routeMatches(route, call));
    if (fault === undefined) return undefined;
    const { status = 400, code, msg = "a fault on demand", headers = {} } = fault;
    return { status, code, msg, headers };
  }

  /** Whether the fault still stands. */
  has(faultId: string): boolean {
    return this.#standing.has(faultId);
  }

  /** Calls `listener` when faults come or go; call the returned function to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells it how open connections are ended. */
  connect(endConnections: (place: FaultPlace, code: number | "cut") => number): void {
    this.#endConnections = endConnections;
  }

  /** No faults, and ids from 1 again. */
  reset(): void {
    this.#added = 0;
    this.clear();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether the fault is not spent, and is about this place. A fault for one connection is not about things without. */
function meets({ fault, acted }: Standing, place: StrikePlace): boolean {
  if (acted >= (fault.times ?? Number.POSITIVE_INFINITY)) return false;
  if (fault.appId !== undefined && fault.appId !== place.appId) return false;
  if (fault.transport !== undefined && fault.transport !== place.transport) return false;
  return fault.connectionId === undefined || fault.connectionId === place.connectionId;
}

function report({ faultId, fault, acted }: Standing): FaultReport {
  const transports = fault.transport === undefined ? transportsOf(fault.kind) : [fault.transport];
  return {
    faultId,
    fault,
    transports,
    acted,
    ...(fault.times === undefined ? {} : { remaining: fault.times - acted }),
  };
}
