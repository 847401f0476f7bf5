import { type BodyCipher, parseBody } from "@larkwire/protocol";
import { type Refusal, refuse } from "./refusal.ts";

/** A body whose meaning is in the open. */
export interface OpenedBody {
  readonly kind: "opened";
  readonly value: unknown;
  /** The bytes that `value` was read from: the decrypted ones, where there are such. */
  readonly payload: Uint8Array;
  readonly wasEncrypted: boolean;
}

/** Reads a body, through `encrypt` when it has that: nothing beside it is looked at then. */
export function openBody(body: Uint8Array, cipher: BodyCipher | undefined): OpenedBody | Refusal {
  return (cipher && openUsual(body, cipher)) ?? openAny(body, cipher);
}

const HEAD = '{"encrypt":"';
const TAIL = '"}';

/**
 * A body written just as the platform writes it need not be parsed: what is between head and tail, and is base64, holds
 * neither quote nor escape. `undefined`: it is another one, to be looked at in full.
 */
function openUsual(body: Uint8Array, cipher: BodyCipher): OpenedBody | Refusal | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
  if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) return undefined;
  const decrypted = cipher.decrypt(text.slice(HEAD.length, -TAIL.length));
  return decrypted.ok ? openPlain(decrypted.plain) : undefined;
}

function openAny(body: Uint8Array, cipher: BodyCipher | undefined): OpenedBody | Refusal {
  const outer = parseBody(body);
  if (!outer.ok) return refuse("not_json");
  if (!isSealed(outer.value)) return { kind: "opened", value: outer.value, payload: body, wasEncrypted: false };
  if (cipher === undefined) return refuse("unexpected_encryption");
  const { encrypt } = outer.value;
  const decrypted = typeof encrypt === "string" ? cipher.decrypt(encrypt) : undefined;
  return decrypted?.ok ? openPlain(decrypted.plain) : refuse("not_decryptable");
}

function openPlain(payload: Uint8Array): OpenedBody | Refusal {
  const inner = parseBody(payload);
  return inner.ok ? { kind: "opened", value: inner.value, payload, wasEncrypted: true } : refuse("not_decryptable");
}

function isSealed(value: unknown): value is { readonly encrypt: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "encrypt");
}
