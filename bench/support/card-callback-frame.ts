import { FRAME_HEADER, FRAME_METHOD, FRAME_TYPE, type Frame } from "@larkwire/protocol";

/** In the place of the event's id, which is another one for each click. */
const EVENT_ID = "f7984f25108f8137722bb63cee927e66";

const body = Buffer.from(
  JSON.stringify({
    schema: "2.0",
    header: {
      event_id: EVENT_ID,
      token: "066zT6pS4QCbgj5Do145GfDbbagCHGgF",
      create_time: "1603977298000000",
      event_type: "card.action.trigger",
      tenant_key: "xxxxxxx",
      app_id: "cli_0123456789abcdef",
    },
    event: {
      operator: {
        tenant_key: "rewwqr",
        user_id: "867",
        open_id: "ou_3c14f3a59eaf2825dbe25359f15768aa",
        union_id: "on_3c14f3a59eaf2825dbe25359f15768bb",
      },
      token: "c-0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
      action: {
        value: { order: "20260131-000123", step: "approve", amount: 1299, note: "同意，尽快安排" },
        tag: "button",
        timezone: "Asia/Shanghai",
        name: "approve_button",
      },
      host: "im_message",
      context: {
        open_message_id: "om_x100b4f5d6a7c8e9f0a1b2c3d4e5f6071",
        open_chat_id: "oc_0dacb2e9cc4e5f6071a2b3c4d5e6f708",
      },
    },
  }),
);

const EVENT_ID_AT = body.indexOf(EVENT_ID);

/** The body with an event id made of `messageId`, which ends in digits that count up. */
function bodyFor(messageId: string): Uint8Array {
  const copy = Buffer.from(body);
  copy.write(messageId.replaceAll("-", ""), EVENT_ID_AT, "latin1");
  return copy;
}

/** A click as the platform sends it: seven headers, ids that need all 64 bits, a payload of about 800 bytes. */
export function cardCallbackFrame(messageId: string): Frame {
  return {
    seqId: 9_007_199_254_740_993n,
    logId: 7_400_000_000_000_000_123n,
    service: 33_554_678,
    method: FRAME_METHOD.data,
    headers: [
      { key: FRAME_HEADER.type, value: FRAME_TYPE.event },
      { key: FRAME_HEADER.messageId, value: messageId },
      { key: FRAME_HEADER.sum, value: "1" },
      { key: FRAME_HEADER.seq, value: "0" },
      { key: FRAME_HEADER.traceId, value: "0a1b2c3d4e5f60718293a4b5c6d7e8f9" },
      { key: FRAME_HEADER.timestamp, value: "1767000000000" },
      { key: FRAME_HEADER.instanceId, value: "3f2a91bc-7d5e-4c11-9a0e-5b8f6d7c2e10" },
    ],
    payload: bodyFor(messageId),
  };
}
