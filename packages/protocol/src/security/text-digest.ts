import { hexDigest } from "./hex-digest.ts";

const NOTHING = new Uint8Array(0);

/** 64 characters that stand for a text of any length, where a key has to be short. No two texts are known to share them. */
export function textDigest(text: string): string {
  return hexDigest("sha256", text, NOTHING);
}
