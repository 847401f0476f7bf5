/** One code of the platform, explained. */
export interface PlatformCode {
  /** The number that is shown or sent. */
  readonly code: number;
  /** The key in `CLIENT_CODE` or `DISCOVERY_CODE` where the code has one; codes with one cause share a name. */
  readonly name: string;
  /** What happened, in one sentence. */
  readonly meaning: string;
  /** `clicker`: the person in front of the card. `client`: the program that opens the long connection. `api`: the caller of a REST call. */
  readonly seenBy: "clicker" | "client" | "api";
  /** What to do about it, in one or two sentences. */
  readonly nextStep: string;
  /** The platform page, the official client or the observation that the entry rests on. */
  readonly source: string;
}
