import { ArgumentError } from "../errors.ts";
import { isJsonObject } from "../json-object.ts";
import type { StatefulRoom } from "./stateful-room.ts";

const FORMAT = "larkwire-emulator";
/** Counts up when a snapshot of before can no longer be read. */
const VERSION = 1;

/** The state of an emulator. Plain data: keep it as JSON, in a file or in git. It holds secrets of emulated apps. */
export interface EmulatorSnapshot {
  /** By which a snapshot is known. */
  readonly format: typeof FORMAT;
  /** Only snapshots of the emulator's own version are taken. */
  readonly version: typeof VERSION;
  /** By room: apps, chat, journal, … */
  readonly rooms: Readonly<Record<string, unknown>>;
}

/** The rooms of one emulator by name, in the order in which they are put back. */
export type Rooms = Readonly<Record<string, StatefulRoom>>;

/** The state of all rooms, apart from what they go on with. */
export function takeSnapshot(rooms: Rooms): EmulatorSnapshot {
  const states = Object.fromEntries(Object.entries(rooms).map(([name, room]) => [name, room.snapshot()]));
  return JSON.parse(JSON.stringify({ format: FORMAT, version: VERSION, rooms: states }));
}

/**
 * Puts `snapshot` back. When that fails, every room is as after a start, and nothing is half done.
 *
 * @throws ArgumentError `snapshot_refused`
 */
export function loadSnapshot(snapshot: unknown, rooms: Rooms): void {
  const states = checkedStates(snapshot, rooms);
  try {
    for (const [name, room] of Object.entries(rooms)) room.restore(structuredClone(states[name]));
  } catch (cause) {
    for (const room of Object.values(rooms)) room.reset();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused(`its content cannot be put back (${why}); the emulator is empty now`, cause);
  }
}

/** @throws ArgumentError `snapshot_refused` for what is no snapshot of this version with all rooms */
export function checkedStates(snapshot: unknown, rooms: Rooms): Readonly<Record<string, unknown>> {
  if (!isJsonObject(snapshot) || snapshot.format !== FORMAT) throw refused(`it has no format "${FORMAT}"`);
  if (snapshot.version !== VERSION) throw refused(`its version is ${snapshot.version} and not ${VERSION}`);
  const states = isJsonObject(snapshot.rooms) ? snapshot.rooms : {};
  const missing = Object.keys(rooms).find((name) => !Object.hasOwn(states, name));
  if (missing !== undefined) throw refused(`its room "${missing}" is missing`);
  return states;
}

function refused(why: string, cause?: unknown): ArgumentError {
  return new ArgumentError(
    "snapshot_refused",
    `The snapshot cannot be restored: ${why}. Pass what snapshot() has given, unchanged.`,
    { cause },
  );
}
