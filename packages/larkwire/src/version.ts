/** The version of this package; a test compares it with package.json. */
export const VERSION = "0.1.0";

/** What the platform sees as the client's name. */
export const USER_AGENT: string = `larkwire/${VERSION}`;
