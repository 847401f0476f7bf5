/**
 * Decodes base64 text, with or without `=` at its end, into `target`.
 *
 * @returns how many bytes it has; `undefined` when it is no base64, or has more than there is room for
 */
export function decodeBase64(text: string, target: Buffer): number | undefined {
  const digits = text.length - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
  // Buffer passes over what is no digit, and then finds fewer bytes than so many digits make.
  const length = target.write(text, "base64");
  return digits % 4 !== 1 && length === Math.floor((digits * 3) / 4) ? length : undefined;
}
