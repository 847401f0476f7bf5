import { randomBytes } from "node:crypto";
import { BodyCipher, CIPHER_BLOCK_BYTES, eventSignature, SIGNATURE_HEADER } from "@larkwire/protocol";

export const ENCRYPT_KEY = "key of the adapters' contract";
export const VERIFICATION_TOKEN = "token of the adapters' contract";

/** A card callback's body as JSON text. `value` is JSON text, too, so that its spelling is kept. */
export function cardCallback(value: string): string {
  const id = randomBytes(16).toString("hex");
  const header = `"header":{"event_id":"${id}","event_type":"card.action.trigger","create_time":"1700000000000000","token":"${VERIFICATION_TOKEN}","app_id":"cli_0123456789abcdef","tenant_key":"t"}`;
  const event = `"event":{"operator":{"open_id":"ou_1","tenant_key":"t"},"token":"c-1","action":{"tag":"button","value":${value}},"host":"im_message","context":{"open_message_id":"om_1","open_chat_id":"oc_1"}}`;
  return `{"schema":"2.0",${header},${event}}`;
}

/** The `encrypt` wrapper of a plain body. */
export function encrypted(plain: string): string {
  const encrypt = new BodyCipher(ENCRYPT_KEY).encrypt(Buffer.from(plain), randomBytes(CIPHER_BLOCK_BYTES));
  return JSON.stringify({ encrypt });
}

/** Headers of a request with this body, signed. */
export function signedHeaders(body: Uint8Array): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(8).toString("hex");
  return {
    "content-type": "application/json; charset=utf-8",
    [SIGNATURE_HEADER.timestamp]: timestamp,
    [SIGNATURE_HEADER.nonce]: nonce,
    [SIGNATURE_HEADER.signature]: eventSignature({ timestamp, nonce, body }, ENCRYPT_KEY),
  };
}
