import { DEFAULT_REASSEMBLY_LIMITS, decodeFrame, encodeFrame, type Frame, Reassembler } from "@larkwire/protocol";

const MAX_FRAME_BYTES = 1024 * 1024;
const LIMIT_BYTES = 1024 * 1024;

/** What one hostile frame of at most 1 MiB, the largest a client takes, makes a client keep beyond the frame itself. */
export async function hostileFrames(): Promise<void> {
  console.log("Memory that one hostile frame costs, beyond its own bytes");
  for (const [name, bytes] of Object.entries(FRAMES)) {
    const cost = costOf(bytes);
    const verdict = cost < LIMIT_BYTES ? "met" : "MISSED";
    console.log(`  ${name.padEnd(28)} ${(cost / 1024).toFixed(0).padStart(6)} KiB  (below 1024: ${verdict})`);
  }
}

const CLICK: Frame = { seqId: 1n, logId: 2n, service: 1, method: 1, headers: [], payload: Buffer.from("{}") };

const FRAMES: Record<string, Uint8Array> = {
  "sum = 100,000,000": encodeFrame({ ...CLICK, headers: parts("100000000", "0") }),
  "sum = 1,024, a large part": encodeFrame({ ...CLICK, headers: parts("1024", "7"), payload: Buffer.alloc(900_000) }),
  "empty headers only": Buffer.alloc(MAX_FRAME_BYTES).map((_, at) => (at % 2 === 0 ? 0x2a : 0)),
  "one header of 1 MiB": encodeFrame({ ...CLICK, headers: [{ key: "k", value: "x".repeat(MAX_FRAME_BYTES - 64) }] }),
  "nested groups": Buffer.alloc(MAX_FRAME_BYTES, 0x0b),
};

function parts(sum: string, seq: string): Frame["headers"] {
  return [
    { key: "message_id", value: "m" },
    { key: "sum", value: sum },
    { key: "seq", value: seq },
  ];
}

function costOf(bytes: Uint8Array): number {
  const reassembler = new Reassembler(DEFAULT_REASSEMBLY_LIMITS, () => undefined);
  const kept: unknown[] = [];
  const before = heldBytes();
  const result = decodeFrame(bytes);
  kept.push(result);
  if (result.ok) kept.push(reassembler.push(result.frame, 0));
  const after = heldBytes();
  return kept.length > 0 ? Math.max(0, after - before) : 0;
}

function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
