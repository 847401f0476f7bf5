import { FRAME_HEADER, type Frame, type FrameHeader } from "./frame.ts";

/**
 * One message as the frames the platform would send: `sum` and `seq` set in each, the payload cut into parts of at most
 * `maxPartBytes`. A cut may fall inside a UTF-8 character. The header order is the given one without any `sum` and `seq`,
 * then these two. The parts are views of the payload.
 *
 * @throws RangeError when `maxPartBytes` is not a whole number of at least 1
 */
export function splitMessage(frame: Frame, maxPartBytes: number): Frame[] {
  if (!Number.isInteger(maxPartBytes) || maxPartBytes < 1) {
    throw new RangeError(`maxPartBytes is ${maxPartBytes}, but a part needs a whole number of bytes, at least 1`);
  }
  const headers = frame.headers.filter(({ key }) => key !== FRAME_HEADER.sum && key !== FRAME_HEADER.seq);
  const payload = frame.payload ?? new Uint8Array(0);
  const sum = Math.max(1, Math.ceil(payload.length / maxPartBytes));
  const frames: Frame[] = [];
  for (let seq = 0; seq < sum; seq++) {
    const part = payload.subarray(seq * maxPartBytes, (seq + 1) * maxPartBytes);
    frames.push({ ...frame, headers: [...headers, ...partHeaders(sum, seq)], payload: part });
  }
  return frames;
}

function partHeaders(sum: number, seq: number): FrameHeader[] {
  return [
    { key: FRAME_HEADER.sum, value: String(sum) },
    { key: FRAME_HEADER.seq, value: String(seq) },
  ];
}
