/** The bytes of base64 text, with or without `=` at its end; `undefined` when it is none. */
export function decodeBase64(text: string): Buffer | undefined {
  const digits = text.length - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
  const bytes = Buffer.from(text, "base64");
  // Buffer passes over what is no digit, and then finds fewer bytes than so many digits make.
  return digits % 4 !== 1 && bytes.length === Math.floor((digits * 3) / 4) ? bytes : undefined;
}
