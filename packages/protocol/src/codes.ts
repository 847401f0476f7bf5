/** Codes that the person who clicked sees. Source: the card callback reference, list of errors. */
export const CLIENT_CODE = {
  notConfigured: 200_340,
  noAnswer: 200_341,
  connectFailed: 200_342,
  dnsFailed: 200_343,
  emptyName: 200_530,
  requestFailed: 200_080,
  notOk: 200_671,
  badAnswer: 200_672,
  badCard: 200_673,
  dialectChange: 200_830,
  internal: 300_000,
} as const;

/** One code of the platform, explained. */
export interface PlatformCode {
  readonly code: number;
  /** The key of the code in `CLIENT_CODE` or `DISCOVERY_CODE`; codes with one cause share a name. */
  readonly name: string;
  readonly meaning: string;
  /** `clicker`: the person in front of the card. `client`: the program that opens the long connection. */
  readonly seenBy: "clicker" | "client";
  readonly nextStep: string;
  /** The platform page or the observation it rests on. */
  readonly source: string;
}

/** Every code of callbacks and of the long connection that is known. */
export const PLATFORM_CODES: readonly PlatformCode[] = [];

/** The entry of `code`, or `undefined` for one that is not known. */
export function explainCode(code: number): PlatformCode | undefined {
  return PLATFORM_CODES.find((entry) => entry.code === code);
}
