export {
  type ClientConfig,
  type ClientConfigWire,
  clientConfigToWire,
  DEFAULT_CLIENT_CONFIG,
  mergeClientConfig,
} from "./client-config.ts";
export {
  ANSWER_DEADLINE_MS,
  CONNECTION_QUERY,
  DISCOVERY_CODE,
  DISCOVERY_PATH,
  type DiscoveryReply,
  type DiscoveryRequest,
  HANDSHAKE_HEADER,
  MAX_CONNECTIONS_PER_APP,
} from "./discovery.ts";
export type { Envelope, P1Envelope, P2Envelope, P2Header, SchemaVersion } from "./envelope/envelope.ts";
export {
  type EnvelopeFault,
  type EnvelopeResult,
  parseEnvelope,
  recogniseEnvelope,
} from "./envelope/parse-envelope.ts";
export { ACK_CODE, type Ack, ackFrame } from "./frame/ack.ts";
export { pingFrame, pongFrame } from "./frame/control-frames.ts";
export { type AckResult, decodeAck } from "./frame/decode-ack.ts";
export { decodeFrame, type FrameFault, type FrameResult, MAX_FRAME_HEADERS } from "./frame/decode-frame.ts";
export { encodeFrame } from "./frame/encode-frame.ts";
export { FRAME_HEADER, FRAME_METHOD, FRAME_TYPE, type Frame, type FrameHeader, frameHeader } from "./frame/frame.ts";
export {
  type AbandonedMessage,
  DEFAULT_REASSEMBLY_LIMITS,
  type PartFault,
  type PartResult,
  Reassembler,
  type ReassemblyLimits,
} from "./frame/reassembler.ts";
export { splitMessage } from "./frame/split-message.ts";
