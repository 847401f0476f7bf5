import { FRAME_HEADER, FRAME_METHOD, FRAME_TYPE, type Frame } from "@larkwire/protocol";
import type { Delivery } from "../delivery.ts";

const textEncoder = new TextEncoder();

/**
 * The frame of a push before it is split. Callbacks travel as type `event`, too.
 *
 * @param instanceId where the answer has to return to; opaque to the client, which echoes it
 */
export function pushFrame(delivery: Delivery, instanceId: string): Frame {
  return {
    seqId: BigInt(delivery.seqId),
    logId: BigInt(delivery.logId),
    service: delivery.serviceId ?? 0,
    method: FRAME_METHOD.data,
    headers: [
      { key: FRAME_HEADER.type, value: delivery.frameType ?? FRAME_TYPE.event },
      { key: FRAME_HEADER.messageId, value: delivery.messageId },
      { key: FRAME_HEADER.traceId, value: delivery.traceId },
      { key: FRAME_HEADER.timestamp, value: String(Math.floor(delivery.sentAt)) },
      { key: FRAME_HEADER.instanceId, value: instanceId },
    ],
    payload: textEncoder.encode(delivery.requestJson),
  };
}
