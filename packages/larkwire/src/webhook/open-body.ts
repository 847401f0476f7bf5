import { asBuffer, type BodyCipher, type DecryptResult, parseBody } from "@larkwire/protocol";
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
  const bytes = asBuffer(body);
  const end = bytes.length - TAIL.length;
  if (bytes.toString("latin1", 0, HEAD.length) !== HEAD || bytes.toString("latin1", end) !== TAIL) return undefined;
  const decrypted = cipher.decrypt(bytes.toString("latin1", HEAD.length, end));
  return !decrypted.ok && decrypted.fault === "not_base64" ? undefined : openDecrypted(decrypted);
}

function openAny(body: Uint8Array, cipher: BodyCipher | undefined): OpenedBody | Refusal {
  const outer = parseBody(body);
  if (!outer.ok) return refuse("not_json");
  if (!isSealed(outer.value)) return { kind: "opened", value: outer.value, payload: body, wasEncrypted: false };
  if (cipher === undefined) return refuse("unexpected_encryption");
  const { encrypt } = outer.value;
  return typeof encrypt === "string" ? openDecrypted(cipher.decrypt(encrypt)) : refuse("not_decryptable");
}

/** What has not decrypted is taken for empty, and costs the time of what has and is no JSON: see {@link BodyCipher}. */
function openDecrypted(decrypted: DecryptResult): OpenedBody | Refusal {
  const payload = decrypted.ok ? decrypted.plain : NOTHING;
  const inner = parseBody(payload);
  return inner.ok ? { kind: "opened", value: inner.value, payload, wasEncrypted: true } : refuse("not_decryptable");
}

const NOTHING = new Uint8Array(0);

function isSealed(value: unknown): value is { readonly encrypt: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "encrypt");
}
