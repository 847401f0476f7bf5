import type { CallbackType, Envelope } from "@larkwire/protocol";

/** Ids come from the wire. What is longer is not remembered; the platform's ids have up to 40 characters. */
const MAX_ID_LENGTH = 200;

/**
 * Callbacks that ask what is to be seen right now: each one wants an answer of its own, and answering twice changes
 * nothing. Previews of one link come again for every viewer and device.
 */
const EXEMPT: ReadonlySet<string> = new Set<CallbackType>(["url.preview.get", "profile.view.get"]);

/**
 * Under which keys an envelope is remembered; none when it is never a repeat. A message also counts by its own id,
 * because reports differ on which of the two a repeated delivery keeps.
 */
export function eventKeys(envelope: Envelope): readonly string[] {
  if (EXEMPT.has(envelope.type)) return NONE;
  const app = appIdOf(envelope);
  const byId = isId(envelope.id) ? `${app}:${envelope.id}` : undefined;
  const messageId = envelope.type === "im.message.receive_v1" ? messageIdOf(envelope) : undefined;
  if (messageId === undefined) return byId === undefined ? NONE : [byId];
  const byMessage = `${app}:message:${messageId}`;
  return byId === undefined ? [byMessage] : [byId, byMessage];
}

const NONE: readonly string[] = [];

/** Two apps can see the same message, and one dispatcher may serve both. */
export function appIdOf({ data }: Envelope): string {
  const { header, event, app_id } = data as WireBody;
  const appId = header?.app_id ?? event?.app_id ?? app_id;
  return isId(appId) ? appId : "";
}

function messageIdOf({ data }: Envelope): string | undefined {
  const id = (data as WireBody).event?.message?.message_id;
  return isId(id) ? id : undefined;
}

/** What is read of a body, none of it checked: p2 and p1, and the flat legacy callback. */
interface WireBody {
  header?: { app_id?: unknown };
  event?: { app_id?: unknown; message?: { message_id?: unknown } | null } | null;
  app_id?: unknown;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_ID_LENGTH;
}
