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
  const outer = parseBody(body);
  if (!outer.ok) return refuse("not_json");
  if (!isSealed(outer.value)) return { kind: "opened", value: outer.value, payload: body, wasEncrypted: false };
  if (cipher === undefined) return refuse("unexpected_encryption");
  const { encrypt } = outer.value;
  const decrypted = typeof encrypt === "string" ? cipher.decrypt(encrypt) : undefined;
  if (!decrypted?.ok) return refuse("not_decryptable");
  const inner = parseBody(decrypted.plain);
  if (!inner.ok) return refuse("not_decryptable");
  return { kind: "opened", value: inner.value, payload: decrypted.plain, wasEncrypted: true };
}

function isSealed(value: unknown): value is { readonly encrypt: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "encrypt");
}
