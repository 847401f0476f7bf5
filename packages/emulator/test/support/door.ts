import type { Emulator } from "../../src/index.ts";

/** What the admin door answers. */
export interface DoorAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Knocks at the admin door; the body is sent as JSON. */
export async function knock<T = Record<string, unknown>>(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<DoorAnswer<T>> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${emulator.admin}${path}`, init);
  const { data, error } = (await response.json()) as { data: T; error?: { code: string; message: string } };
  return { status: response.status, data, code: error?.code, message: error?.message };
}
