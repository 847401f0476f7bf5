import type { Fault, FaultReport, FaultTransport } from "./fault.ts";

/** Where a fault may strike. */
export interface FaultPlace {
  /** Default: every app. */
  readonly appId?: string | undefined;
  /** Default: every connection. */
  readonly connectionId?: string | undefined;
}

/** Where something happens that a fault may strike. */
export interface StrikePlace extends FaultPlace {
  /** The way of the push, or of the client that connects; missing for a REST call. */
  readonly transport?: FaultTransport | undefined;
}

/** Faults on demand: what is added goes wrong from then on, is counted, and stands until it is spent or cleared. */
export interface Faults {
  /**
   * Adds a fault, for example `{ kind: "drop_push", times: 1 }`. Of several of one kind the first that is not spent acts.
   *
   * @throws EmulatorError `bad_argument`
   */
  add(fault: Fault): FaultReport;
  /** All faults that were added and not cleared, the spent ones among them, in that order. */
  list(): FaultReport[];
  /** Takes back one fault, or all; says how many there were. */
  clear(faultId?: string): number;
  /**
   * Closes open connections by code, at once; says how many.
   *
   * @param place with `code`, by default 1000
   * @throws EmulatorError `bad_argument`
   */
  closeConnections(place?: FaultPlace & { readonly code?: number | undefined }): number;
  /**
   * Resets open connections without a close frame, at once, as a broken network does; says how many.
   *
   * @throws EmulatorError `bad_argument`
   */
  cutConnections(place?: FaultPlace): number;
}
