import { EmulatorError, type EmulatorErrorCode } from "../errors.ts";
import { answerNobody, ClientGone } from "../http/client-gone.ts";
import type { Logger } from "../logger.ts";

/** The HTTP status of each error; those not named are 400. */
const STATUS: Partial<Record<EmulatorErrorCode, number>> = {
  app_exists: 409,
  long_connection_missing: 409,
  long_connection_for_store_app: 409,
  callback_needs_webhook: 409,
  request_url_refused: 409,
  wrong_tab: 409,
  key_refused: 409,
  link_rule_refused: 409,
  target_not_found: 409,
  target_ambiguous: 409,
  target_disabled: 409,
  target_without_callback: 409,
  form_incomplete: 409,
  confirm_cancelled: 409,
  empty_name: 409,
  card_expired: 409,
  card_forwarded: 409,
  card_gone: 409,
  link_without_app: 409,
  nothing_came: 408,
  body_too_large: 413,
  foreign_host: 403,
  foreign_origin: 403,
  not_found: 404,
  unknown_route: 404,
  internal_error: 500,
  emulator_closed: 503,
};

/** `{ ok: true, data }` */
export function okAnswer(data: unknown, status = 200): Response {
  return Response.json({ ok: true, data }, { status });
}

/** `{ ok: false, error: { code, message } }` with the status that goes with the code. */
export function errorAnswer(error: unknown, logger: Logger): Response {
  if (error instanceof EmulatorError) {
    const { code, message } = error;
    // The rest of a body that is too long is still under way.
    const headers: Record<string, string> = code === "body_too_large" ? { connection: "close" } : {};
    return Response.json({ ok: false, error: { code, message } }, { status: STATUS[code] ?? 400, headers });
  }
  if (error instanceof ClientGone) return answerNobody();
  logger.error("the admin door failed", { error: error instanceof Error ? error.stack : String(error) });
  const message = "The emulator failed on this request; its log has the stack. Please report it.";
  return Response.json({ ok: false, error: { code: "internal_error", message } }, { status: 500 });
}
