/** A field of a form. */
export interface FormPart {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Fields of one form, and bytes of the lines above a field, that are read. */
const MAX_PARTS = 100;
const MAX_HEAD_BYTES = 8 * 1024;

const LINE_BREAK = "\r\n";
const BLANK_LINE = "\r\n\r\n";

/**
 * The fields of a `multipart/form-data` body, or `undefined` when it is none. The parser of `fetch` is not used: it
 * takes a file without a file name for a text and destroys its bytes, and that is how the platform's page and the
 * official SDKs for Node and Python send pictures.
 */
export function readForm(body: Uint8Array<ArrayBuffer>, contentType: string): FormPart[] | undefined {
  const boundary = /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  if (boundary === null) return undefined;
  const delimiter = Buffer.from(`${LINE_BREAK}--${boundary[1] ?? boundary[2]}`);
  // With a line break in front the first delimiter looks like the others.
  const bytes = Buffer.concat([Buffer.from(LINE_BREAK), body]);
  const parts: FormPart[] = [];
  let at = bytes.indexOf(delimiter);
  while (at !== -1 && parts.length < MAX_PARTS) {
    const start = at + delimiter.length;
    if (bytes.subarray(start, start + 2).toString("latin1") === "--") return parts;
    const end = bytes.indexOf(delimiter, start);
    if (end === -1) return undefined;
    const part = readPart(bytes.subarray(start + LINE_BREAK.length, end));
    if (part === undefined) return undefined;
    parts.push(part);
    at = end;
  }
  return undefined;
}

/** @param part without the line break before it and after it */
function readPart(part: Buffer): FormPart | undefined {
  const headEnd = part.indexOf(BLANK_LINE);
  if (headEnd === -1 || headEnd > MAX_HEAD_BYTES) return undefined;
  const head = part.subarray(0, headEnd).toString("utf8");
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(head)?.[1] ?? "";
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  return { name, bytes: new Uint8Array(part.subarray(headEnd + BLANK_LINE.length)) };
}
