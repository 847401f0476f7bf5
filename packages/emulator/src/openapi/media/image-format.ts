/** How the files of each accepted format begin. Source: upload image, which lists the formats. */
const SIGNATURES: readonly { readonly at: number; readonly text: string }[] = [
  { at: 0, text: "\xff\xd8\xff" }, // JPEG
  { at: 0, text: "\x89PNG\r\n\x1a\n" },
  { at: 8, text: "WEBP" },
  { at: 0, text: "GIF8" },
  { at: 0, text: "BM" },
  { at: 0, text: "\x00\x00\x01\x00" }, // ICO
  { at: 0, text: "II*\x00" }, // TIFF
  { at: 0, text: "MM\x00*" }, // TIFF
  { at: 4, text: "ftyphei" }, // HEIC
  { at: 4, text: "ftypmif1" }, // HEIC
];

/** Whether the bytes begin as a picture of an accepted format does. */
export function isImage(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return SIGNATURES.some(({ at, text }) => head.startsWith(text, at));
}

/** A grey pixel, as PNG in base64: what every download gets. */
export const PLACEHOLDER_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
