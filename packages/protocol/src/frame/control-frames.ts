import { FRAME_HEADER, FRAME_METHOD, FRAME_TYPE, type Frame } from "./frame.ts";

/** What the client sends to show that it lives. `service` is the `service_id` of the connection's URL. */
export function pingFrame(service: number): Frame {
  return controlFrame(FRAME_TYPE.ping, service, undefined);
}

/** What the platform answers. The payload is the connection's client configuration as JSON. */
export function pongFrame(service: number, payload: Uint8Array | undefined): Frame {
  return controlFrame(FRAME_TYPE.pong, service, payload);
}

function controlFrame(type: string, service: number, payload: Uint8Array | undefined): Frame {
  return {
    seqId: 0n,
    logId: 0n,
    service,
    method: FRAME_METHOD.control,
    headers: [{ key: FRAME_HEADER.type, value: type }],
    payload,
  };
}
