import protobuf from "protobufjs";

/** The frame as an independent protobuf implementation sees it; 64-bit ids are decimal text. */
export interface PeerFrame {
  SeqID: string;
  LogID: string;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payload_encoding?: string;
  payload_type?: string;
  payload?: Uint8Array;
  LogIDNew?: string;
}

const FrameType = protobuf
  .parse(
    `syntax = "proto2";
   package pbbp2;
   message Header { required string key = 1; required string value = 2; }
   message Frame {
     required uint64 SeqID = 1; required uint64 LogID = 2; required int32 service = 3; required int32 method = 4;
     repeated Header headers = 5; optional string payload_encoding = 6; optional string payload_type = 7;
     optional bytes payload = 8; optional string LogIDNew = 9;
   }`,
    { keepCase: true },
  )
  .root.lookupType("pbbp2.Frame");

/** The frame's bytes, written by protobufjs. */
export function encodePeerFrame(frame: PeerFrame): Uint8Array {
  return FrameType.encode(FrameType.fromObject(frame)).finish();
}

/** @throws when a required field is missing, as the official Node client does */
export function decodePeerFrame(bytes: Uint8Array): PeerFrame {
  return FrameType.toObject(FrameType.decode(bytes), { longs: String, bytes: Buffer, arrays: true }) as PeerFrame;
}

/** The first header named `key`. */
export function peerHeader(frame: PeerFrame, key: string): string | undefined {
  return frame.headers.find((header) => header.key === key)?.value;
}
